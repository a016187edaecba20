"""Papers of the one-stop office: receipt, control sheet, application, fee receipt.

Source: TT 03/2025/TT-VPCP, appendix I (forms 01 and 06); TT 01/2023/TT-VPCP, article 26 (QR).
"""

from dataclasses import dataclass
from datetime import date
from random import Random

from synthesis.dates import numeric, spelled, working_day
from synthesis.dossier import Paper
from synthesis.ink import qr_code
from synthesis.layout import Column, Style
from synthesis.papers.frame import (
    Office,
    blank_page,
    close,
    letterhead,
    nation,
    sign,
    some_hand,
    title,
    written_day,
)
from synthesis.people import Person
from synthesis.sheet import MM


@dataclass(frozen=True, slots=True)
class Request:
    """A dossier at the one-stop office.

    Attributes:
        code: Of the dossier, e.g. "H18.29-240226-0045".
        procedure: Name of the procedure; ``procedure_code`` e.g. "1.012756".
        papers: What was handed in, one title each.
    """

    code: str
    procedure: str
    procedure_code: str
    papers: tuple[str, ...]
    applicant: Person
    received: date
    days: int
    office: Office

    @property
    def promised(self) -> date:
        """The day on which the result is due; a week has five working days."""
        return working_day(self.received, self.days * 7 // 5)


def service_center(office: Office) -> Office:
    """The center that takes papers in for a People's Committee."""
    return Office(
        above=office.lines,
        lines=("TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG"),
        place=office.place,
        name=f"Trung tâm Phục vụ hành chính công {office.name.removeprefix('Ủy ban nhân dân ')}",
        ring=f"Trung tâm phục vụ hành chính công {office.place}",
        core=("Một cửa",),
    )


def receipt(request: Request, clerk: str, draws: Random) -> Paper:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả: printed by the system, QR at the top left."""
    page = blank_page(some_hand(draws), Style(size=13, leading=1.34))
    center = service_center(request.office)
    page.sheet.stamp(qr_code(_qr_payload(request), 22), (24 * MM, 22 * MM))
    page.gap(18 * MM)
    day = f"{center.place}, {spelled(request.received)}"
    letterhead(page, center, "Số: " + request.code.rsplit("-", 1)[1] + "/TNHS", day)
    title(page, "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ")
    page.line(f"*Mã hồ sơ: {request.code}*", align="center")
    page.gap(6)
    person = request.applicant
    page.paragraph(f"{center.name}", indent=0)
    page.paragraph(f"Tiếp nhận hồ sơ của: *{person.name}*", indent=0)
    page.paragraph(f"Số định danh cá nhân: {person.number}", indent=0)
    page.paragraph(f"Địa chỉ: {person.home}", indent=0)
    page.paragraph(f"Nội dung yêu cầu giải quyết: {request.procedure}", indent=0)
    _list_papers(page, request.papers)
    page.paragraph(f"Thời gian giải quyết hồ sơ theo quy định: {request.days:02d} ngày", indent=0)
    page.paragraph(f"Thời gian nhận hồ sơ: 09 giờ 05 phút, {spelled(request.received)}", indent=0)
    page.paragraph(f"Thời gian trả kết quả: 16 giờ 30 phút, {spelled(request.promised)}", indent=0)
    page.paragraph(f"Đăng ký nhận kết quả tại: {center.name}", indent=0)
    _two_signers(page, ("NGƯỜI NỘP HỒ SƠ", person.name), ("NGƯỜI TIẾP NHẬN HỒ SƠ", clerk))
    page.sheet.tell(
        ma_ho_so=request.code,
        ngay_tiep_nhan=request.received.isoformat(),
        ngay_hen_tra=request.promised.isoformat(),
        co_quan_ban_hanh=center.name,
        **person.facts("ho_ten", "so_dinh_danh"),
    )
    return Paper("giay_tiep_nhan_ho_so", (page.sheet,))


def _qr_payload(request: Request) -> str:
    return "|".join(
        (
            request.code,
            request.procedure_code,
            request.applicant.number,
            "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
            "Hệ thống thông tin giải quyết TTHC",
            f"{request.received:%Y%m%d}090512",
            f"{request.promised:%Y%m%d}",
        )
    )


def _list_papers(page: Column, papers: tuple[str, ...]) -> None:
    page.line("Thành phần hồ sơ nộp gồm:")
    rows = [("*TT*", "*Tên giấy tờ*", "*Số lượng*")]
    rows += [(str(row), name, "01 bản chính") for row, name in enumerate(papers, 1)]
    page.gap(3)
    page.table((0.08, 0.72, 0.2), rows)


def _two_signers(page: Column, left: tuple[str, str], right: tuple[str, str]) -> None:
    """Set two signers beside each other; each is an office and a name."""
    page.gap(8)
    first = page.beside(page.left, page.width / 2, page.y)
    second = page.beside(page.left + page.width / 2, page.width / 2, page.y)
    sign(first, (left[0],), left[1])
    sign(second, (right[0],), right[1])
    page.y = second.y


def control_sheet(request: Request, clerk: str, draws: Random) -> Paper:
    """Phiếu kiểm soát quá trình giải quyết hồ sơ: hand to hand, times written by hand."""
    page = blank_page(some_hand(draws), Style(size=12.5, leading=1.36))
    center = service_center(request.office)
    day = f"{center.place}, {spelled(request.received)}"
    letterhead(page, center, "Số: " + request.code.rsplit("-", 1)[1] + "/PKS", day)
    title(page, "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ")
    page.line(f"*Mã hồ sơ: {request.code}*", align="center")
    page.gap(4)
    page.paragraph(f"Cơ quan giải quyết: {request.office.name}", indent=0)
    page.paragraph(f"Cơ quan phối hợp: {draws.choice(['Thuế cơ sở 4', 'Công an xã'])}", indent=0)
    page.paragraph(f"Thủ tục: {request.procedure}", indent=0)
    steps = (
        ("1. Bộ phận tiếp nhận", "Công chức chuyên môn"),
        ("2. Công chức chuyên môn", "Lãnh đạo phòng"),
        ("3. Lãnh đạo phòng", "Lãnh đạo UBND"),
        ("4. Văn thư", "Bộ phận trả kết quả"),
    )
    rows = [("*BỘ PHẬN GIAO*", "*BỘ PHẬN NHẬN*", "*GIỜ, NGÀY*", "*KÝ NHẬN*")]
    for step, (giver, taker) in enumerate(steps):
        moment = working_day(request.received, step * 2)
        when = f"{{{draws.randint(7, 10)}h{draws.randint(10, 55)} {moment.day}/{moment.month}}}"
        rows.append((giver, taker, when, ""))
    page.table((0.32, 0.3, 0.2, 0.18), rows)
    page.fill(("Ghi chú:", "{Đủ hồ sơ, đúng hạn}"))
    page.gap(6)
    sign(page.beside(page.left + 82 * MM, 84 * MM, page.y), ("NGƯỜI LẬP PHIẾU",), clerk)
    page.sheet.tell(
        ma_ho_so=request.code,
        ngay_tiep_nhan=request.received.isoformat(),
        co_quan_ban_hanh=center.name,
    )
    return Paper("phieu_kiem_soat", (page.sheet,))


def application(request: Request, draws: Random) -> Paper:
    """Đơn đề nghị, typed at home, filled in and signed by hand."""
    page = blank_page(some_hand(draws), Style(size=13.5, leading=1.55))
    nation(page)
    page.gap(14)
    title(page, "ĐƠN ĐỀ NGHỊ", "Cấp Phiếu lý lịch tư pháp")
    page.line(f"Kính gửi: {request.office.name}.", align="center")
    page.gap(10)
    person = request.applicant
    page.fill(("Tôi tên là:", f"{{{person.name}}}"))
    page.fill(("Sinh ngày:", f"{{{numeric(person.born)}}}"), ("Giới tính:", f"{{{person.sex}}}"))
    page.fill(("Số định danh cá nhân:", f"{{{person.number}}}"))
    page.fill(("Dân tộc:", f"{{{person.people}}}"), ("Quốc tịch:", "{Việt Nam}"))
    page.fill(("Nơi thường trú:", f"{{{person.home}}}"))
    page.gap(6)
    page.paragraph(
        "Nay tôi làm đơn này đề nghị cấp Phiếu lý lịch tư pháp số 1 để bổ sung hồ sơ xin việc làm."
    )
    page.paragraph(
        "Tôi cam đoan những lời khai trên là đúng sự thật và chịu trách nhiệm trước pháp luật về"
        " lời khai của mình./."
    )
    day = written_day(request.office.place, request.received)
    right = page.beside(page.left + 70 * MM, 93 * MM, page.y + 8)
    right.line(f"_{day}_", align="center")
    sign(right, ("NGƯỜI LÀM ĐƠN",), person.name)
    page.sheet.tell(
        ngay_ban_hanh=request.received.isoformat(),
        **person.facts(
            "ho_ten", "so_dinh_danh", "ngay_sinh", "gioi_tinh", "dan_toc", "noi_thuong_tru"
        ),
    )
    return Paper("don_de_nghi", (page.sheet,))


def fee_receipt(request: Request, clerk: str, draws: Random) -> Paper:
    """Biên lai thu phí, lệ phí: a small form filled in by hand on a large glass."""
    page = blank_page(some_hand(draws), Style(size=13, leading=1.5))
    number = f"{draws.randrange(10**7):07d}"
    left = page.beside(page.left - 6 * MM, 78 * MM, page.y)
    left.lines(f"*{request.office.lines[0]} {request.office.lines[1]}*", align="center", size=11)
    left.line("*TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG*", align="center", size=10)
    right = page.beside(page.left + 84 * MM, 80 * MM, page.y)
    right.lines("Mẫu số: 01BLP2-001", "Ký hiệu: AA-26P", f"*Số: {number}*", size=11)
    page.y = max(left.y, right.y) + 12
    title(page, "BIÊN LAI THU PHÍ, LỆ PHÍ")
    page.line("_(Liên 2: Giao cho người nộp)_", align="center", size=11)
    page.gap(8)
    person = request.applicant
    page.fill(("Tên loại phí, lệ phí:", "{Cấp Phiếu lý lịch tư pháp}"))
    page.fill(("Tên đơn vị hoặc người nộp tiền:", f"{{{person.name}}}"))
    page.fill(("Địa chỉ:", f"{{{person.home}}}"))
    page.fill(("Số tiền:", "{200.000 đ}"))
    page.fill(("Viết bằng chữ:", "{Hai trăm nghìn đồng chẵn}"))
    page.fill(("Hình thức thanh toán:", "{Tiền mặt}"))
    day = written_day(request.office.place, request.received)
    right = page.beside(page.left + 70 * MM, 93 * MM, page.y + 8)
    right.line(f"_{day}_", align="center")
    sign(right, ("NGƯỜI THU TIỀN",), clerk, service_center(request.office))
    page.sheet.tell(
        so_ky_hieu=number,
        ngay_ban_hanh=request.received.isoformat(),
        co_quan_ban_hanh=service_center(request.office).name,
        ho_ten=person.name,
    )
    return Paper("bien_lai", (page.sheet,))


def criminal_record(request: Request, signer: str, draws: Random) -> Paper:
    """Phiếu lý lịch tư pháp số 1, issued by the province's police since 2025."""
    page = blank_page(some_hand(draws))
    province = request.applicant.home.rsplit("tỉnh ", 1)[1]
    police = _province_police(province)
    number = f"{draws.randint(100, 4000)}/LLTP-PV06"
    left = number.split("/")[0]
    day = written_day(province, request.promised)
    letterhead(page, police, f"Số: {{{left}~40}}/LLTP-PV06", day)
    title(page, "PHIẾU LÝ LỊCH TƯ PHÁP SỐ 1")
    person = request.applicant
    page.paragraph("Căn cứ Luật Lý lịch tư pháp ngày 17 tháng 6 năm 2009;")
    page.paragraph("*XÁC NHẬN:*", indent=0, align="center")
    page.paragraph(f"1. Họ và tên: *{person.name.upper()}*", indent=0)
    page.paragraph(f"2. Giới tính: {person.sex}", indent=0)
    page.paragraph(f"3. Ngày, tháng, năm sinh: {numeric(person.born)}", indent=0)
    page.paragraph(f"4. Quê quán: {person.origin}", indent=0)
    page.paragraph(f"5. Quốc tịch: Việt Nam. Dân tộc: {person.people}", indent=0)
    page.paragraph(f"6. Nơi thường trú: {person.home}", indent=0)
    page.paragraph(f"7. Số định danh cá nhân: {person.number}", indent=0)
    page.paragraph("8. Tình trạng án tích: Không có án tích", indent=0)
    page.paragraph("9. Thông tin về cấm đảm nhiệm chức vụ: Không", indent=0)
    close(page, police, ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), signer, ())
    page.sheet.tell(
        so_ky_hieu=number,
        ngay_ban_hanh=request.promised.isoformat(),
        co_quan_ban_hanh=police.name,
        nguoi_ky=signer,
        chuc_vu_nguoi_ky="KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
        **person.facts(
            "ho_ten",
            "so_dinh_danh",
            "ngay_sinh",
            "gioi_tinh",
            "dan_toc",
            "que_quan",
            "noi_thuong_tru",
        ),
    )
    return Paper("phieu_ly_lich_tu_phap", (page.sheet,))


def _province_police(province: str) -> Office:
    return Office(
        above=("BỘ CÔNG AN",),
        lines=(f"CÔNG AN TỈNH {province.upper()}",),
        place=province,
        name=f"Công an tỉnh {province}",
        ring=f"Công an tỉnh {province}",
        core=("Hồ sơ",),
    )
