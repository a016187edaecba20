"""Civil-status papers: declaration, birth and marriage certificates, marital status.

Source: Luật Hộ tịch 60/2014/QH13, articles 14 and 17 (what they say); TT 04/2020/TT-BTP,
arrangement followed freely.
"""

from dataclasses import dataclass
from datetime import date
from random import Random

from synthesis.dates import numeric, spelled
from synthesis.dossier import Paper
from synthesis.handwriting import BLUE_PEN, Hand
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
from synthesis.sheet import MM, Color

CERTIFICATE = Style(size=13.5, leading=1.48)


@dataclass(frozen=True, slots=True)
class Registration:
    """An entry in a civil-status book and the certificate made from it."""

    office: Office
    number: int
    day: date
    signer: str


def birth_declaration(
    father: Person, mother: Person, child: Person, issue: Registration, draws: Random
) -> Paper:
    """Tờ khai đăng ký khai sinh, filled in by hand throughout; the father declares."""
    hand = Hand(draws.choice(["dancing-script", "allura"]), BLUE_PEN, draws)
    page = blank_page(hand, Style(size=13, leading=1.5))
    nation(page)
    page.gap(10)
    title(page, "TỜ KHAI ĐĂNG KÝ KHAI SINH")
    page.line(f"Kính gửi: {issue.office.name}", align="center")
    page.gap(8)
    page.fill(("Họ, chữ đệm, tên người yêu cầu:", f"{{{father.name}}}"))
    page.fill(("Nơi cư trú:", f"{{{father.home}}}"))
    page.fill(("Giấy tờ tùy thân:", f"{{CC số {father.number}}}"))
    page.fill(("Quan hệ với người được khai sinh:", "{Cha}"))
    page.line("*Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:*")
    _declared_child(page, child)
    for role, person in (("mẹ", mother), ("cha", father)):
        page.fill((f"Họ, chữ đệm, tên người {role}:", f"{{{person.name}}}"))
        page.fill(
            ("Năm sinh:", f"{{{person.born.year}}}"),
            ("Dân tộc:", f"{{{person.people}}}"),
            ("Quốc tịch:", "{Việt Nam}"),
        )
    page.paragraph("Tôi cam đoan nội dung đề nghị trên đây là đúng sự thật.", indent=0)
    right = page.beside(page.left + 68 * MM, 95 * MM, page.y)
    right.line(f"_Làm tại: {written_day(issue.office.place, issue.day)}_", align="center")
    sign(right, ("Người yêu cầu",), father.name)
    page.sheet.tell(
        ho_ten_cha=father.name, ho_ten_me=mother.name, ngay_ban_hanh=issue.day.isoformat()
    )
    return Paper("to_khai_ho_tich", (page.sheet,))


def _declared_child(page: Column, child: Person) -> None:
    page.fill(("Họ, chữ đệm, tên:", f"{{{child.name}}}"))
    page.fill(("Ngày, tháng, năm sinh:", f"{{{numeric(child.born)}}}"))
    page.fill(
        ("Giới tính:", f"{{{child.sex}}}"),
        ("Dân tộc:", f"{{{child.people}}}"),
        ("Quốc tịch:", "{Việt Nam}"),
    )
    page.fill(("Nơi sinh:", f"{{Trạm Y tế {child.origin.split(',')[0]}}}"))
    page.fill(("Quê quán:", f"{{{child.origin}}}"))
    page.sheet.tell(
        **child.facts("ho_ten", "ngay_sinh", "gioi_tinh", "dan_toc", "que_quan"),
    )


def birth_certificate(
    child: Person, parents: tuple[Person, Person], issue: Registration, draws: Random
) -> Paper:
    """Giấy khai sinh (bản chính); ``parents`` are father and mother."""
    page = _certificate(draws, (240, 214, 120))
    _registry_head(page, issue)
    title(page, "GIẤY KHAI SINH")
    father, mother = parents
    page.paragraph(f"Họ, chữ đệm, tên: *{child.name.upper()}*", indent=0)
    page.paragraph(f"Ngày, tháng, năm sinh: {numeric(child.born)}", indent=0)
    page.paragraph(
        f"Giới tính: {child.sex}     Dân tộc: {child.people}     Quốc tịch: Việt Nam", indent=0
    )
    page.paragraph(f"Nơi sinh: Trạm Y tế {child.origin}", indent=0)
    page.paragraph(f"Quê quán: {child.origin}", indent=0)
    page.paragraph(f"Số định danh cá nhân: {child.number}", indent=0)
    for role, person in (("mẹ", mother), ("cha", father)):
        page.paragraph(f"Họ, chữ đệm, tên người {role}: *{person.name.upper()}*", indent=0)
        page.paragraph(
            f"Năm sinh: {person.born.year}     Dân tộc: {person.people}     Quốc tịch: Việt Nam",
            indent=0,
        )
        page.paragraph(f"Nơi cư trú: {person.home}", indent=0)
    _registered(page, issue)
    page.sheet.tell(
        ho_ten_cha=father.name,
        ho_ten_me=mother.name,
        **child.facts("ho_ten", "so_dinh_danh", "ngay_sinh", "gioi_tinh", "dan_toc", "que_quan"),
    )
    return Paper("giay_khai_sinh", (page.sheet,))


def marriage_certificate(
    husband: Person, wife: Person, issue: Registration, draws: Random
) -> Paper:
    """Giấy chứng nhận kết hôn: wife and husband beside each other."""
    page = _certificate(draws, (244, 180, 190))
    _registry_head(page, issue)
    title(page, "GIẤY CHỨNG NHẬN KẾT HÔN")
    left = page.beside(page.left, 80 * MM, page.y)
    right = page.beside(page.left + 84 * MM, 80 * MM, page.y)
    for column, role, person in ((left, "vợ", wife), (right, "chồng", husband)):
        column.paragraph(f"Họ, chữ đệm, tên {role}:", indent=0)
        column.paragraph(f"*{person.name.upper()}*", indent=0)
        column.paragraph(f"Ngày, tháng, năm sinh: {numeric(person.born)}", indent=0)
        column.paragraph(f"Dân tộc: {person.people}   Quốc tịch: Việt Nam", indent=0)
        column.paragraph(f"Nơi cư trú: {person.home}", indent=0, align="left")
        column.paragraph(f"Giấy tờ tùy thân: CC số {person.number}", indent=0, align="left")
    page.y = max(left.y, right.y) + 10
    _registered(page, issue)
    page.sheet.tell(ho_ten_vo=wife.name, ho_ten_chong=husband.name)
    return Paper("giay_chung_nhan_ket_hon", (page.sheet,))


def marital_status(person: Person, issue: Registration, draws: Random) -> Paper:
    """Giấy xác nhận tình trạng hôn nhân."""
    page = blank_page(some_hand(draws))
    number = f"{issue.number:02d}/UBND-XNTTHN"
    day = written_day(issue.office.place, issue.day)
    letterhead(page, issue.office, f"Số: {{{issue.number:02d}~36}}/UBND-XNTTHN", day)
    title(page, "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN")
    page.line(f"*{' '.join(issue.office.lines)}*", align="center")
    page.gap(6)
    page.paragraph(
        f"Xét đề nghị của ông/bà *{person.name}*, về việc cấp Giấy xác nhận tình trạng hôn nhân,"
    )
    page.line("*XÁC NHẬN:*", align="center")
    page.gap(5)
    page.paragraph(f"Họ, chữ đệm, tên: *{person.name.upper()}*", indent=0)
    page.paragraph(f"Ngày, tháng, năm sinh: {numeric(person.born)}", indent=0)
    page.paragraph(
        f"Giới tính: {person.sex}     Dân tộc: {person.people}     Quốc tịch: Việt Nam", indent=0
    )
    page.paragraph(f"Giấy tờ tùy thân: Căn cước số {person.number}", indent=0)
    page.paragraph(f"Nơi cư trú: {person.home}", indent=0)
    page.paragraph(
        "Tình trạng hôn nhân: Hiện tại chưa đăng ký kết hôn với ai. Giấy này có giá trị trong thời"
        " hạn 06 tháng, kể từ ngày cấp, để làm thủ tục đăng ký kết hôn.",
        indent=0,
    )
    close(page, issue.office, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), issue.signer, ("Lưu: VT, HT.",))
    page.sheet.tell(
        so_ky_hieu=number,
        ngay_ban_hanh=issue.day.isoformat(),
        co_quan_ban_hanh=issue.office.name,
        nguoi_ky=issue.signer,
        chuc_vu_nguoi_ky="KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        **person.facts(
            "ho_ten", "so_dinh_danh", "ngay_sinh", "gioi_tinh", "dan_toc", "noi_thuong_tru"
        ),
    )
    return Paper("giay_xac_nhan_tinh_trang_hon_nhan", (page.sheet,))


def _certificate(draws: Random, color: Color) -> Column:
    """A side with a colored security ground."""
    page = blank_page(some_hand(draws), CERTIFICATE)
    ground(page, color)
    page.y += 6 * MM
    return page


def _registry_head(page: Column, issue: Registration) -> None:
    """Set the office on the left, nation on the right, the number written below."""
    left = page.beside(page.left - 4 * MM, 64 * MM, page.y)
    left.lines(*issue.office.above, align="center", size=11)
    left.lines(*(f"*{line}*" for line in issue.office.lines), align="center", size=11)
    left.gap(4)
    left.line(f"Số: {{{issue.number:02d}/{issue.day.year}~60}}", align="center", size=13)
    right = page.beside(page.left + 60 * MM, 105 * MM, page.y)
    nation(right)
    page.y = max(left.y, right.y) + 22
    page.sheet.tell(so_ky_hieu=f"{issue.number:02d}/{issue.day.year}")


def _registered(page: Column, issue: Registration) -> None:
    """Set where and when it was registered, and who signs."""
    page.gap(4)
    page.paragraph(f"Nơi đăng ký: {issue.office.name}", indent=0)
    page.paragraph(f"Ngày, tháng, năm đăng ký: {numeric(issue.day)}", indent=0)
    right = page.beside(page.left + 70 * MM, 93 * MM, page.y)
    right.line(f"_{issue.office.place}, {spelled(issue.day)}_", align="center")
    sign(right, ("CHỦ TỊCH",), issue.signer, issue.office)
    page.sheet.tell(
        ngay_ban_hanh=issue.day.isoformat(),
        co_quan_ban_hanh=issue.office.name,
        nguoi_ky=issue.signer,
        chuc_vu_nguoi_ky="CHỦ TỊCH",
    )
