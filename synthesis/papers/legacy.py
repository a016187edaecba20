"""Papers of the nineties, typed on a machine: decision, household book, minutes.

The province of Minh Hải existed until 1996; its district and commune here never did.
"""

from datetime import date
from random import Random

from synthesis.dates import numeric
from synthesis.dossier import Paper
from synthesis.handwriting import BLACK_PEN, Hand
from synthesis.ink import signature
from synthesis.layout import Column, Style
from synthesis.papers.frame import Office, blank_page, sign
from synthesis.people import Person
from synthesis.sheet import MM

TYPED = Style(size=11.2, family="mono", leading=1.5, jump=0.45)

DISTRICT = Office(
    above=("ỦY BAN NHÂN DÂN", "TỈNH MINH HẢI"),
    lines=("UBND HUYỆN THỚI THUẬN",),
    place="Thới Thuận",
    name="Ủy ban nhân dân huyện Thới Thuận",
    ring="Ủy ban nhân dân huyện Thới Thuận",
    core=("Minh Hải",),
)


def _typed_page(draws: Random, face: str = "patrick-hand") -> Column:
    return blank_page(Hand(face, BLACK_PEN, draws), TYPED)


def _head(page: Column, number: str, day: str) -> None:
    left = page.beside(page.left - 10 * MM, 66 * MM, page.y)
    left.lines(*DISTRICT.above, *DISTRICT.lines, align="center", size=10)
    left.underline(0.4)
    left.gap(8)
    left.line(number, align="center", size=10.5)
    right = page.beside(page.left + 56 * MM, 112 * MM, page.y)
    right.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", align="center", size=10)
    right.line("Độc lập - Tự do - Hạnh phúc", align="center", size=10)
    right.underline(0.3)
    right.gap(8)
    right.line(day, align="center", size=10)
    page.y = max(left.y, right.y) + 16


def typed_decision(number: int, day: date, settler: Person, signer: str, draws: Random) -> Paper:
    """Quyết định of 1994 that assigns land to a household."""
    page = _typed_page(draws)
    place_and_day = f"Thới Thuận, ngày {{{day.day:02d}}} tháng {day.month} năm {day.year}"
    _head(page, f"Số: {{{number}~30}}/QĐ-UB", place_and_day)
    page.line("QUYẾT ĐỊNH CỦA ỦY BAN NHÂN DÂN HUYỆN", align="center", size=12)
    subject = "V/v giao đất sản xuất nông nghiệp cho hộ gia đình"
    page.line(subject, align="center")
    page.gap(8)
    page.line("ỦY BAN NHÂN DÂN HUYỆN THỚI THUẬN", align="center")
    page.gap(4)
    for paragraph in (
        "- Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân;",
        "- Căn cứ Luật Đất đai ngày 14/7/1993;",
        "- Xét tờ trình của Phòng Địa chính huyện;",
    ):
        page.paragraph(paragraph, indent=20, align="left", after=2)
    page.line("QUYẾT ĐỊNH:", align="center", size=12)
    for paragraph in (
        f"ĐIỀU 1: Nay giao cho hộ ông {settler.name}, ngụ tại ấp Kênh Ngang, xã Tân Hiệp Đông,"
        " 12.500 m2 đất trồng lúa để sử dụng ổn định lâu dài.",
        "ĐIỀU 2: Hộ ông có tên ở điều 1 phải sử dụng đất đúng mục đích, nộp thuế nông nghiệp đầy"
        " đủ theo quy định của Nhà nước.",
        "ĐIỀU 3: Các ông Chánh Văn phòng UBND huyện, Trưởng Phòng Địa chính, Chủ tịch UBND xã và"
        " ông có tên trên thi hành quyết định này kể từ ngày ký.",
    ):
        page.paragraph(paragraph, indent=20, align="left")
    left = page.beside(page.left, 70 * MM, page.y + 8)
    left.lines("Nơi nhận:", "- Như điều 3", "- Lưu VP", size=10)
    right = page.beside(page.left + 76 * MM, 90 * MM, page.y + 8)
    sign(right, ("TM/ UBND HUYỆN THỚI THUẬN", "CHỦ TỊCH"), signer, DISTRICT)
    page.sheet.tell(
        so_ky_hieu=f"{number}/QĐ-UB",
        ngay_ban_hanh=day.isoformat(),
        co_quan_ban_hanh=DISTRICT.name,
        trich_yeu=subject,
        nguoi_ky=signer,
        chuc_vu_nguoi_ky="TM/ UBND HUYỆN THỚI THUẬN CHỦ TỊCH",
    )
    return Paper("quyet_dinh", (page.sheet,))


def household_page(
    head: Person, members: tuple[tuple[str, Person], ...], day: date, signer: str, draws: Random
) -> Paper:
    """Sổ hộ khẩu: the head's page, printed form filled in by pen; members with their relation."""
    page = _typed_page(draws, "dancing-script")
    page.style = Style(size=13, leading=1.62)
    page.line("*SỔ HỘ KHẨU*", align="center", size=18)
    page.line(f"Số: {{{draws.randrange(10**6, 10**7)}}}", align="center")
    page.gap(8)
    page.fill(("Họ và tên chủ hộ:", f"{{{head.name}}}"))
    page.fill(("Ngày sinh:", f"{{{numeric(head.born)}}}"), ("Nam, nữ:", f"{{{head.sex}}}"))
    page.fill(("Nguyên quán:", "{xã Tân Hiệp Đông, huyện Thới Thuận}"))
    page.fill(("Dân tộc:", f"{{{head.people}}}"), ("Tôn giáo:", "{Không}"))
    page.fill(("Số CMND:", f"{{{head.old_number}}}"), ("Nghề nghiệp:", "{Làm ruộng}"))
    page.fill(("Nơi thường trú:", "{ấp Kênh Ngang, xã Tân Hiệp Đông, tỉnh Minh Hải}"))
    page.gap(8)
    rows: list[tuple[str, ...]] = [("*TT*", "*HỌ VÀ TÊN*", "*QUAN HỆ*", "*NGÀY SINH*", "*NAM, NỮ*")]
    for number, (relation, person) in enumerate(members, 1):
        written = (person.name, relation, numeric(person.born), person.sex)
        rows.append((str(number), *(f"{{{value}}}" for value in written)))
    page.table((0.07, 0.37, 0.18, 0.23, 0.15), rows)
    right = page.beside(page.left + 70 * MM, 93 * MM, page.y + 8)
    right.line(f"_Ngày {{{day.day:02d}}} tháng {{{day.month:02d}}} năm {day.year}_", align="center")
    police = Office((), (), "", "", "Công an huyện Thới Thuận", ("Công an",))
    sign(right, ("TRƯỞNG CÔNG AN HUYỆN",), signer, police)
    page.sheet.tell(
        so_dinh_danh=head.old_number,
        ngay_cap=day.isoformat(),
        que_quan="xã Tân Hiệp Đông, huyện Thới Thuận",
        noi_thuong_tru="ấp Kênh Ngang, xã Tân Hiệp Đông, tỉnh Minh Hải",
        nguoi_ky=signer,
        chuc_vu_nguoi_ky="TRƯỞNG CÔNG AN HUYỆN",
        **head.facts("ho_ten", "ngay_sinh", "gioi_tinh", "dan_toc"),
    )
    return Paper("so_ho_khau", (page.sheet,))


def typed_minutes(day: date, settler: Person, surveyor: str, draws: Random) -> Paper:
    """Biên bản of 1994: measuring and handing over the land."""
    page = _typed_page(draws)
    page.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", align="center")
    page.line("Độc lập - Tự do - Hạnh phúc", align="center")
    page.underline(0.2)
    page.gap(8)
    page.line("BIÊN BẢN", align="center", size=13)
    subject = "V/v đo đạc và giao nhận đất tại thực địa"
    page.line(subject, align="center")
    page.gap(8)
    for paragraph in (
        f"Hôm nay, ngày {{{day.day:02d}}} tháng {day.month} năm {day.year}, tại ấp Kênh Ngang, xã"
        " Tân Hiệp Đông, chúng tôi gồm có:",
        f"1. Ông {surveyor} - Cán bộ Phòng Địa chính huyện.",
        f"2. Ông {settler.name} - Chủ hộ nhận đất.",
        "Cùng tiến hành đo đạc, cắm mốc và giao nhận phần đất như sau:",
        "- Phía Bắc giáp kênh thủy lợi, dài 250 mét.",
        "- Phía Nam giáp đất ông Tư Lợi, dài 250 mét.",
        "- Chiều ngang 50 mét, tổng diện tích 12.500 m2.",
        "Biên bản lập thành 02 bản, đọc lại cho mọi người cùng nghe, thống nhất ký tên.",
    ):
        page.paragraph(paragraph, indent=20, align="left")
    page.gap(10)
    for left, role, name in (
        (page.left, "NGƯỜI NHẬN ĐẤT", settler.name),
        (page.left + page.width / 2, "CÁN BỘ ĐO ĐẠC", surveyor),
    ):
        column = page.beside(left, page.width / 2, page.y)
        column.line(role, align="center")
        middle = (left + page.width / 4, column.y + 12 * MM)
        column.sheet.stamp(signature(draws, BLACK_PEN, 40), middle)
        column.gap(26 * MM)
        column.line(name, align="center")
    page.sheet.tell(trich_yeu=subject, ngay_ban_hanh=day.isoformat())
    return Paper("bien_ban", (page.sheet,))
