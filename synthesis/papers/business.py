"""Papers of a business dossier: household registration, proxy, residence, diploma."""

from dataclasses import dataclass
from datetime import date
from random import Random

from synthesis.dates import numeric, spelled
from synthesis.dossier import Paper
from synthesis.ink import portrait
from synthesis.layout import Column, Style
from synthesis.papers.frame import (
    Office,
    blank_page,
    close,
    ground,
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
class Shop:
    """A household business that was never opened."""

    name: str
    tax_code: str
    trade: str
    owner: Person


def business_registration(
    shop: Shop, office: Office, day: date, signer: str, draws: Random
) -> Paper:
    """Giấy chứng nhận đăng ký hộ kinh doanh."""
    page = blank_page(some_hand(draws))
    ground(page, (200, 220, 240))
    letterhead(page, office, f"Số: {shop.tax_code}", f"{office.place}, {spelled(day)}")
    title(page, "GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH")
    page.line(f"_Đăng ký lần đầu, {spelled(day)}_", align="center")
    page.gap(8)
    owner = shop.owner
    for line in (
        f"*1. Tên hộ kinh doanh:* {shop.name.upper()}",
        f"*2. Mã số hộ kinh doanh, mã số thuế:* {shop.tax_code}",
        f"*3. Địa chỉ trụ sở:* {owner.home}",
        f"*4. Ngành, nghề kinh doanh:* {shop.trade}",
        f"*5. Vốn kinh doanh:* {draws.randint(6, 30) * 10}.000.000 đồng",
        "*6. Chủ thể thành lập hộ kinh doanh:* Cá nhân",
        f"*7. Chủ hộ kinh doanh:* {owner.name.upper()}",
        f"Ngày sinh: {numeric(owner.born)}. Giới tính: {owner.sex}. Dân tộc: {owner.people}.",
        f"Số định danh cá nhân: {owner.number}",
        f"Nơi thường trú: {owner.home}",
    ):
        page.paragraph(line, indent=0)
    close(page, office, ("TRƯỞNG PHÒNG KINH TẾ",), signer, ())
    page.sheet.tell(
        so_ky_hieu=shop.tax_code,
        ngay_ban_hanh=day.isoformat(),
        co_quan_ban_hanh=office.name,
        ten_doanh_nghiep=shop.name,
        ma_so_thue=shop.tax_code,
        nguoi_ky=signer,
        chuc_vu_nguoi_ky="TRƯỞNG PHÒNG KINH TẾ",
        **owner.facts(
            "ho_ten", "so_dinh_danh", "ngay_sinh", "gioi_tinh", "dan_toc", "noi_thuong_tru"
        ),
    )
    return Paper("giay_chung_nhan_dang_ky_kinh_doanh", (page.sheet,))


def proxy(giver: Person, taker: Person, place: str, day: date, draws: Random) -> Paper:
    """Giấy ủy quyền between two persons, half printed, half written."""
    page = blank_page(some_hand(draws), Style(size=13.5, leading=1.55))
    nation(page)
    page.gap(14)
    subject = "Về việc nộp hồ sơ và nhận kết quả đăng ký hộ kinh doanh"
    title(page, "GIẤY ỦY QUYỀN", subject)
    for heading, person in (("I. BÊN ỦY QUYỀN", giver), ("II. BÊN ĐƯỢC ỦY QUYỀN", taker)):
        page.line(f"*{heading}*")
        page.fill(("Họ và tên:", f"{{{person.name}}}"))
        page.fill(
            ("Sinh ngày:", f"{{{numeric(person.born)}}}"),
            ("Số định danh:", f"{{{person.number}}}"),
            shares=(0.42, 0.58),
        )
        page.fill(("Nơi cư trú:", f"{{{person.home}}}"))
    page.line("*III. NỘI DUNG ỦY QUYỀN*")
    page.paragraph(
        "Bên ủy quyền giao cho bên được ủy quyền nộp hồ sơ, nộp lệ phí, nhận kết quả đăng ký hộ"
        " kinh doanh tại Trung tâm Phục vụ hành chính công. Thời hạn ủy quyền: 30 ngày kể từ ngày"
        " ký."
    )
    right = page.beside(page.left + 70 * MM, 93 * MM, page.y + 6)
    right.line(f"_{written_day(place, day)}_", align="center")
    bottom = right.y + 4
    left = page.beside(page.left, page.width / 2, bottom)
    sign(left, ("BÊN ỦY QUYỀN",), giver.name)
    right = page.beside(page.left + page.width / 2, page.width / 2, bottom)
    sign(right, ("BÊN ĐƯỢC ỦY QUYỀN",), taker.name)
    page.sheet.tell(
        trich_yeu=subject,
        ngay_ban_hanh=day.isoformat(),
        **giver.facts("ho_ten", "so_dinh_danh", "ngay_sinh", "noi_thuong_tru"),
    )
    return Paper("giay_uy_quyen", (page.sheet,))


def residence(person: Person, province: str, day: date, signer: str, draws: Random) -> Paper:
    """Xác nhận thông tin về cư trú (CT07), made by a program: nothing on it is ink."""
    page = blank_page(some_hand(draws), Style(size=13, leading=1.4))
    page.line("_Mẫu CT07 ban hành kèm theo Thông tư số 53/2025/TT-BCA_", align="right", size=10)
    police = _commune_police(person.home.split(", ")[1], province)
    number = f"{draws.randint(300, 2900)}/XN-CA"
    letterhead(page, police, f"Số: {number}", f"{police.place}, {spelled(day)}")
    title(page, "XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ")
    _confirmed(page, person, day)
    right = page.beside(page.left + 70 * MM, 93 * MM, page.y + 8)
    right.lines("*TRƯỞNG CÔNG AN*", "(Đã ký số)", f"*{signer}*", align="center")
    page.sheet.tell(
        so_ky_hieu=number,
        ngay_ban_hanh=day.isoformat(),
        co_quan_ban_hanh=police.name,
        nguoi_ky=signer,
        chuc_vu_nguoi_ky="TRƯỞNG CÔNG AN",
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
    return Paper("xac_nhan_thong_tin_cu_tru", (page.sheet,))


def _confirmed(page: Column, person: Person, day: date) -> None:
    page.line("*I. Thông tin về người yêu cầu xác nhận*")
    for line in (
        f"1. Họ, chữ đệm và tên: *{person.name.upper()}*",
        f"2. Ngày, tháng, năm sinh: {numeric(person.born)}",
        f"3. Giới tính: {person.sex}",
        f"4. Số định danh cá nhân: {person.number}",
        f"5. Dân tộc: {person.people}. 6. Tôn giáo: Không. 7. Quốc tịch: Việt Nam",
        f"8. Quê quán: {person.origin}",
    ):
        page.paragraph(line, indent=0)
    page.line("*II. Thông tin cư trú*")
    page.paragraph(f"9. Nơi thường trú: {person.home}", indent=0)
    page.paragraph(f"10. Nơi ở hiện tại: {person.home}", indent=0)
    page.paragraph(f"11. Quan hệ với chủ hộ: Chủ hộ. Họ tên chủ hộ: {person.name}", indent=0)
    page.paragraph(
        f"Xác nhận này có giá trị đến hết ngày {numeric(day.replace(year=day.year + 1))}.", indent=0
    )


def _commune_police(commune: str, province: str) -> Office:
    return Office(
        above=(f"CÔNG AN TỈNH {province.upper()}",),
        lines=(f"CÔNG AN {commune.upper()}",),
        place=commune.split(" ", 1)[1],
        name=f"Công an {commune}",
        ring="",
        core=(),
    )


def diploma(person: Person, day: date, signer: str, draws: Random) -> Paper:
    """Bằng tốt nghiệp trung cấp with a photograph; its number is written in."""
    page = blank_page(some_hand(draws), Style(size=14, leading=1.7))
    ground(page, (230, 205, 130), 162 * MM)
    page.y = 26 * MM
    nation(page)
    page.gap(6)
    school = Office(
        above=(),
        lines=("HIỆU TRƯỞNG TRƯỜNG TRUNG CẤP KINH TẾ - KỸ THUẬT KÊNH NGANG",),
        place="Kênh Ngang",
        name="Trường Trung cấp Kinh tế - Kỹ thuật Kênh Ngang",
        ring="Trường trung cấp Kinh tế - Kỹ thuật Kênh Ngang",
        core=("Trường",),
    )
    page.line(f"*{school.lines[0]}*", align="center", size=12)
    page.line("cấp", align="center", size=12)
    title(page, "BẰNG TỐT NGHIỆP TRUNG CẤP")
    page.sheet.stamp(portrait(30 * MM, 40 * MM, draws), (47 * MM, 118 * MM))
    text = page.beside(page.left + 40 * MM, 124 * MM, page.y)
    text.line("Ngành đào tạo: Kế toán doanh nghiệp")
    text.line(f"Cho: *{person.name}*")
    text.line(f"Ngày sinh: {numeric(person.born)}     Giới tính: {person.sex}")
    text.line(f"Năm tốt nghiệp: {day.year}     Xếp loại tốt nghiệp: Khá")
    text.line(f"_{school.place}, {spelled(day)}_", align="center", size=12)
    sign(text, ("HIỆU TRƯỞNG",), signer, school)
    serial = f"B {draws.randrange(10**6):06d}"
    page.y = text.y + 4
    page.line(f"Số hiệu: *{serial}*", size=12)
    page.line(f"Số vào sổ gốc cấp bằng: {{{draws.randint(11, 190)}/{day.year}}}", size=12)
    page.sheet.tell(
        so_ky_hieu=serial,
        ngay_ban_hanh=day.isoformat(),
        co_quan_ban_hanh=school.name,
        nguoi_ky=signer,
        chuc_vu_nguoi_ky="HIỆU TRƯỞNG",
        **person.facts("ho_ten", "ngay_sinh", "gioi_tinh"),
    )
    return Paper("bang_tot_nghiep", (page.sheet,))
