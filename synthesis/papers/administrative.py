"""Official papers of NĐ 30/2020: decision, submission, letter, report, notice, plan, invitation."""

from dataclasses import dataclass
from datetime import date
from random import Random

from synthesis.dates import numeric, working_day
from synthesis.dossier import Paper
from synthesis.ink import incoming, urgency
from synthesis.layout import Column
from synthesis.papers.frame import (
    Office,
    blank_page,
    close,
    letterhead,
    next_page,
    some_hand,
    title,
    written_day,
)
from synthesis.sheet import MM, Sheet


@dataclass(frozen=True, slots=True)
class Issue:
    """What an official paper says of itself.

    Attributes:
        number: Without zeros; ``notation`` follows the slash, e.g. "QĐ-UBND".
        titles: Of the signer, in capitals, e.g. ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH").
    """

    office: Office
    number: int
    notation: str
    day: date
    titles: tuple[str, ...]
    signer: str

    @property
    def written_number(self) -> str:
        return f"Số: {{{self.number:02d}~36}}/{self.notation}"

    @property
    def full_number(self) -> str:
        return f"{self.number:02d}/{self.notation}"


_COPIES = ("Như trên;", "CT, các PCT UBND;", "Lưu: VT.")


def _open(issue: Issue, draws: Random, subject: tuple[str, ...] = ()) -> Column:
    page = blank_page(some_hand(draws))
    place_and_day = written_day(issue.office.place, issue.day)
    letterhead(page, issue.office, issue.written_number, place_and_day, subject)
    page.sheet.tell(
        so_ky_hieu=issue.full_number,
        ngay_ban_hanh=issue.day.isoformat(),
        co_quan_ban_hanh=issue.office.name,
    )
    return page


def _sign(page: Column, issue: Issue, copies: tuple[str, ...] = _COPIES) -> None:
    close(page, issue.office, issue.titles, issue.signer, copies)
    # The offices stand on two lines when somebody signs for the chairman.
    page.sheet.tell(nguoi_ky=issue.signer, chuc_vu_nguoi_ky=" ".join(issue.titles))


def decision(issue: Issue, draws: Random) -> Paper:
    """Quyết định on two sides: the working group that digitizes the archives."""
    page = _open(issue, draws)
    subject = "Về việc thành lập Tổ số hóa hồ sơ, tài liệu lưu trữ"
    title(page, "QUYẾT ĐỊNH", subject)
    page.sheet.tell(trich_yeu=subject)
    _grounds(page, issue)
    _duties(page, issue)
    second = next_page(page, 2)
    second.paragraph(
        "*Điều 3.* Quyết định này có hiệu lực kể từ ngày ký. Tổ số hóa tự giải thể sau khi hoàn"
        " thành nhiệm vụ."
    )
    second.paragraph(
        "*Điều 4.* Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân, Giám đốc Trung tâm Phục vụ"
        " hành chính công, các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định"
        " này./."
    )
    _sign(second, issue, ("Như Điều 4;", "Sở Nội vụ;", "TT. Đảng ủy, HĐND;", "Lưu: VT, VP."))
    return Paper("quyet_dinh", (page.sheet, second.sheet))


def _grounds(page: Column, issue: Issue) -> None:
    page.line(f"*CHỦ TỊCH {issue.office.lines[0]} {issue.office.lines[1]}*", align="center")
    page.gap(6)
    for ground in (
        "_Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;_",
        "_Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;_",
        "_Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ về thực hiện"
        " thủ tục hành chính theo cơ chế một cửa, một cửa liên thông;_",
        "_Theo đề nghị của Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân._",
    ):
        page.paragraph(ground)


def _duties(page: Column, issue: Issue) -> None:
    page.line("*QUYẾT ĐỊNH:*", align="center")
    page.gap(5)
    page.paragraph(
        f"*Điều 1.* Thành lập Tổ số hóa hồ sơ, tài liệu lưu trữ của {issue.office.name}"
        " (sau đây gọi tắt là Tổ số hóa), gồm 07 thành viên theo danh sách kèm theo."
    )
    page.paragraph(
        "Tổ số hóa làm việc theo chế độ kiêm nhiệm, đặt tại Trung tâm Phục vụ hành chính công; được"
        " sử dụng con dấu của Ủy ban nhân dân khi lập biên bản giao nhận tài liệu với Kho lưu trữ."
    )
    page.paragraph("*Điều 2.* Nhiệm vụ của Tổ số hóa")
    page.paragraph(
        "1. Tiếp nhận, kiểm đếm từng tờ tài liệu trước khi quét; đối chiếu số trang đã quét với"
        " số tờ đã nhận và lập biên bản khi có chênh lệch."
    )
    page.paragraph(
        "2. Bóc tách số, ký hiệu, ngày tháng, trích yếu và người ký của từng văn bản; những"
        " trường không đọc được rõ ràng phải chuyển cho người có trách nhiệm kiểm tra lại."
    )
    page.paragraph(
        "3. Giữ nguyên trật tự, số tờ và tình trạng vật lý của tài liệu gốc; tài liệu giòn, rách,"
        " dính phải được tu sửa trước khi quét."
    )
    page.paragraph(
        "4. Định kỳ vào ngày 25 hằng tháng báo cáo Chủ tịch Ủy ban nhân dân về số hồ sơ đã số hóa,"
        " số trang phải kiểm tra lại và những vướng mắc phát sinh."
    )


def submission(issue: Issue, draws: Random) -> Paper:
    """Tờ trình: money for scanners."""
    page = _open(issue, draws)
    subject = "Về việc bổ sung kinh phí mua sắm máy quét phục vụ số hóa hồ sơ"
    title(page, "TỜ TRÌNH", subject)
    page.sheet.tell(trich_yeu=subject)
    page.line("Kính gửi: Phòng Kinh tế.", align="center")
    page.gap(8)
    page.paragraph(
        "Thực hiện Kế hoạch số hóa hồ sơ, kết quả giải quyết thủ tục hành chính năm 2026, qua rà"
        " soát hiện trạng trang thiết bị tại Trung tâm Phục vụ hành chính công cho thấy: hiện có"
        " 02 máy quét mua từ năm 2016, tốc độ 20 tờ/phút, thường xuyên kẹt giấy; trong khi khối"
        " lượng hồ sơ phải quét bình quân là 1.150 trang mỗi ngày."
    )
    page.paragraph(
        "Để bảo đảm tiến độ, kính trình Phòng Kinh tế xem xét, bổ sung kinh phí mua sắm như sau:"
    )
    page.table(
        (0.08, 0.42, 0.1, 0.19, 0.21),
        (
            ("*TT*", "*Tên thiết bị*", "*SL*", "*Đơn giá (đ)*", "*Thành tiền (đ)*"),
            ("1", "Máy quét 2 mặt, 60 tờ/phút", "02", "24.500.000", "49.000.000"),
            ("2", "Máy quét khổ A3", "01", "38.000.000", "38.000.000"),
            ("3", "Ổ lưu trữ 8 TB", "02", "5.200.000", "10.400.000"),
            ("", "*Tổng cộng*", "", "", "*97.400.000*"),
        ),
    )
    page.paragraph("(_Bằng chữ: Chín mươi bảy triệu bốn trăm nghìn đồng_)")
    page.paragraph("Kính đề nghị Phòng Kinh tế quan tâm, giải quyết./.")
    _sign(page, issue)
    return Paper("to_trinh", (page.sheet,))


def letter(issue: Issue, draws: Random) -> Paper:
    """Công văn with an urgency stamp and the incoming stamp of the office that received it."""
    subject = ("V/v rà soát hồ sơ đất đai", "chưa được số hóa trước ngày", "sáp nhập")
    page = _open(issue, draws, subject)
    page.sheet.tell(trich_yeu=" ".join(subject))
    left = page.left + 22 * MM
    page.sheet.stamp(urgency("HỎA TỐC", draws), (left, page.y + 6 * MM), -24)
    page.sheet.lines.insert(len(page.sheet.lines) - 3, "HỎA TỐC")
    page.gap(20)
    page.beside(page.left + 55 * MM, 100 * MM, page.y).line("Kính gửi:")
    addressees = page.beside(page.left + 66 * MM, 97 * MM, page.y + 18)
    addressees.lines("- Các phòng chuyên môn thuộc UBND;", "- Trung tâm Phục vụ hành chính công.")
    page.y = addressees.y + 14
    page.paragraph(
        "Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh về việc hoàn thành số hóa hồ sơ đất đai hình"
        " thành trước ngày 01/7/2025, đề nghị các phòng chuyên môn và Trung tâm Phục vụ hành chính"
        " công khẩn trương thực hiện một số nội dung sau:"
    )
    page.paragraph(
        "*1.* Thống kê số hồ sơ giấy còn lưu tại kho, phân theo năm và loại thủ tục; gửi kết quả"
        " về Văn phòng *trước 16 giờ 00 ngày làm việc tiếp theo*."
    )
    page.paragraph(
        "*2.* Không tháo rời, tẩy xóa hoặc đánh số lại trang trên tài liệu gốc. Tài liệu bị rách,"
        " mờ, dính tờ phải để riêng và ghi rõ tình trạng _(có phiếu kèm theo)_."
    )
    page.paragraph("*3.* Người quét hồ sơ ký xác nhận số trang vào sổ giao nhận trong ngày./.")
    _sign(page, issue, ("Như trên;", "Lưu: VT, ĐĐ."))
    return Paper("cong_van", (page.sheet,))


def add_incoming_stamp(sheet: Sheet, office: str, number: int, day: date, draws: Random) -> None:
    """Press the stamp "ĐẾN" of a receiving office onto the left margin, over the first lines."""
    written_day = f"{day.day}/{day.month}/{day:%y}"
    ink = incoming(office, str(number), written_day, some_hand(draws))
    sheet.stamp(ink, (36 * MM, 83 * MM), draws.uniform(-2, 2))


def report(issue: Issue, draws: Random) -> Paper:
    """Báo cáo on two sides, with a table."""
    page = _open(issue, draws)
    subject = ("Kết quả công tác số hóa hồ sơ, giấy tờ", f"trong quý III năm {issue.day.year}")
    title(page, "BÁO CÁO", *subject)
    page.sheet.tell(trich_yeu=" ".join(subject))
    page.line("Kính gửi: Ủy ban nhân dân tỉnh.", align="center")
    page.gap(8)
    _results(page, issue)
    second = next_page(page, 2)
    second.paragraph("*III. KIẾN NGHỊ, ĐỀ XUẤT*")
    second.paragraph(
        "1. Đề nghị Sở Nội vụ hướng dẫn thống nhất việc đặt tên tệp và mã hồ sơ đối với tài liệu"
        " hình thành trước khi sắp xếp đơn vị hành chính."
    )
    second.paragraph(
        "2. Đề nghị Sở Khoa học và Công nghệ hỗ trợ đường truyền dự phòng tại các điểm tiếp nhận."
    )
    second.paragraph(f"Trên đây là báo cáo của {issue.office.name}./.")
    _sign(second, issue, ("Như trên;", "Sở Nội vụ;", "TT. HĐND;", "Lưu: VT, TTPVHCC."))
    return Paper("bao_cao", (page.sheet, second.sheet))


def _results(page: Column, issue: Issue) -> None:
    page.paragraph("*I. KẾT QUẢ THỰC HIỆN*")
    page.paragraph(
        f"Trong quý III, {issue.office.name} đã tiếp nhận 2.318 hồ sơ, trong đó 1.904 hồ sơ nộp"
        " trực tuyến (82,1%); 414 hồ sơ nộp trực tiếp và qua dịch vụ bưu chính công ích."
    )
    page.paragraph(
        "Số trang đã quét là 9.276 trang; số trang phải kiểm tra lại là 371 trang, chủ yếu do chữ"
        " viết tay, dấu đè lên chữ và bản chụp mờ. Kết quả theo lĩnh vực như sau:"
    )
    page.table(
        (0.1, 0.36, 0.18, 0.18, 0.18),
        (
            ("*TT*", "*Lĩnh vực*", "*Hồ sơ*", "*Số trang*", "*Tỷ lệ (%)*"),
            ("1", "Đất đai", "612", "4.284", "98,2"),
            ("2", "Hộ tịch", "927", "2.781", "99,6"),
            ("3", "Chứng thực", "508", "1.270", "97,8"),
            ("4", "Hộ kinh doanh", "271", "941", "99,3"),
        ),
    )
    page.paragraph("*II. TỒN TẠI, HẠN CHẾ*")
    page.paragraph(
        "Một số hồ sơ hộ tịch lập trước năm 1990 đánh máy trên giấy pơ-luya, chữ nhòe, giấy giòn;"
        " việc đưa qua máy quét tự động dễ làm rách tài liệu."
    )
    page.paragraph(
        "Bản sao giấy tờ do người dân tự chụp bằng điện thoại chiếm 18% số hồ sơ trực tuyến; nhiều"
        " ảnh bị nghiêng, mất góc hoặc lóa sáng, công chức phải liên hệ đề nghị gửi lại."
    )
    page.paragraph(
        "Nhân sự làm công tác số hóa còn kiêm nhiệm; đường truyền tại hai điểm tiếp nhận ở ấp xa"
        " trung tâm chưa ổn định."
    )


def notice(issue: Issue, draws: Random) -> Paper:
    """Thông báo: when the archive is closed for scanning."""
    page = _open(issue, draws)
    subject = "Về việc tạm ngừng phục vụ khai thác tài liệu tại Kho lưu trữ"
    title(page, "THÔNG BÁO", subject)
    page.sheet.tell(trich_yeu=subject)
    first = working_day(issue.day, 7)
    last = working_day(issue.day, 25)
    page.paragraph(
        f"Để phục vụ việc số hóa tài liệu, {issue.office.name} thông báo tạm ngừng phục vụ khai"
        f" thác tài liệu giấy tại Kho lưu trữ từ ngày {numeric(first)} đến hết ngày"
        f" {numeric(last)}."
    )
    page.paragraph(
        "Trong thời gian trên, tổ chức, cá nhân có nhu cầu cấp bản sao tài liệu nộp đơn tại Trung"
        " tâm Phục vụ hành chính công hoặc qua Cổng Dịch vụ công quốc gia. Thời hạn trả kết quả là"
        " 03 ngày làm việc."
    )
    page.paragraph("Thông báo này được niêm yết tại trụ sở và trên trang thông tin điện tử./.")
    _sign(page, issue, ("Các ấp, khóm;", "Trang thông tin điện tử;", "Lưu: VT."))
    return Paper("thong_bao", (page.sheet,))


def plan(issue: Issue, draws: Random) -> Paper:
    """Kế hoạch: training on the scanner."""
    page = _open(issue, draws)
    subject = "Tập huấn sử dụng máy quét và kiểm tra chất lượng ảnh quét"
    title(page, "KẾ HOẠCH", subject)
    page.sheet.tell(trich_yeu=subject)
    page.paragraph("*1. Mục đích, yêu cầu*")
    page.paragraph(
        "Giúp công chức, viên chức sử dụng thành thạo máy quét; nhận biết ảnh nghiêng, mờ, thiếu"
        " trang, ngược chiều và cách quét lại."
    )
    page.paragraph("*2. Thời gian, địa điểm*")
    page.paragraph(
        f"Từ 08 giờ 00 ngày {numeric(working_day(issue.day, 10))}, tại Hội trường"
        f" {issue.office.name}."
    )
    page.paragraph("*3. Thành phần*: Công chức Văn phòng, Trung tâm Phục vụ hành chính công./.")
    _sign(page, issue)
    return Paper("ke_hoach", (page.sheet,))


def invitation(issue: Issue, draws: Random) -> Paper:
    """Giấy mời to a meeting."""
    page = _open(issue, draws)
    subject = "Họp rà soát hồ sơ tồn đọng"
    title(page, "GIẤY MỜI", subject)
    page.sheet.tell(trich_yeu=subject)
    page.paragraph(
        f"{issue.office.name} trân trọng kính mời các đồng chí Trưởng phòng chuyên môn dự họp rà"
        " soát hồ sơ tồn đọng trước khi bàn giao cho Kho lưu trữ."
    )
    page.paragraph("*Chủ trì:* Lãnh đạo Ủy ban nhân dân.")
    page.paragraph(
        f"*Thời gian:* 14 giờ 00, ngày {numeric(working_day(issue.day, 3))}."
        " *Địa điểm:* Phòng họp số 2."
    )
    page.paragraph("Rất mong các đồng chí tham dự đầy đủ và đúng giờ./.")
    _sign(page, issue)
    return Paper("giay_moi", (page.sheet,))
