"""Papers of a land dossier: application for a change, contract of transfer, certificate.

Source: forms of NĐ 101/2024/NĐ-CP and TT 10/2024/TT-BTNMT, arrangement followed freely.
"""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from synthesis.dates import numeric, spelled
from synthesis.dossier import Paper
from synthesis.layout import Column, Style
from synthesis.papers.frame import (
    Office,
    blank_page,
    ground,
    nation,
    next_page,
    sign,
    some_hand,
    title,
    written_day,
)
from synthesis.people import Person
from synthesis.sheet import MM, RED, Color, Rule

ROSE: Color = (242, 150, 150)


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot of land that is on no map.

    Attributes:
        area: Square meters with a decimal comma, as papers print it.
        serial: Of its certificate, e.g. "AA 01234567".
        certified: When the certificate was signed.
    """

    number: int
    map_sheet: int
    area: str
    address: str
    serial: str
    certified: date

    @property
    def fields(self) -> dict[str, str]:
        """What every paper about the plot says of it."""
        return {
            "so_thua": str(self.number),
            "so_to_ban_do": str(self.map_sheet),
            "dien_tich": self.area.replace(".", "").replace(",", "."),
        }


def change_application(
    owner: Person, plot: Plot, office: Office, day: date, draws: Random
) -> Paper:
    """Đơn đăng ký biến động đất đai (form 18), filled in by hand."""
    page = blank_page(some_hand(draws), Style(size=13.5, leading=1.52))
    page.line("_Mẫu số 18_", align="right", size=11)
    nation(page)
    page.gap(10)
    title(page, "ĐƠN ĐĂNG KÝ BIẾN ĐỘNG", "ĐẤT ĐAI, TÀI SẢN GẮN LIỀN VỚI ĐẤT")
    page.line(f"Kính gửi: Chi nhánh Văn phòng Đăng ký đất đai {office.place}", align="center")
    page.gap(8)
    page.line("*1. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất*")
    page.fill(("a) Họ và tên:", f"{{{owner.name}}}"))
    page.fill(("b) Số định danh cá nhân:", f"{{{owner.number}}}"))
    page.fill(("c) Địa chỉ:", f"{{{owner.home}}}"))
    _fill_plot(page, plot)
    page.line("*3. Nội dung biến động*")
    page.fill(("Chuyển quyền:", "{Nhận chuyển nhượng toàn bộ thửa đất}"))
    page.line("*4. Giấy tờ kèm theo*")
    page.fill(("-", "{Hợp đồng chuyển nhượng đã công chứng; GCN bản gốc}"))
    page.gap(5)
    page.paragraph(
        "Tôi cam đoan nội dung kê khai trên đơn là đúng sự thật, nếu sai tôi hoàn toàn chịu trách"
        " nhiệm trước pháp luật."
    )
    right = page.beside(page.left + 68 * MM, 95 * MM, page.y + 4)
    right.line(f"_{written_day(office.place, day)}_", align="center")
    sign(right, ("NGƯỜI VIẾT ĐƠN",), owner.name)
    page.sheet.tell(
        ngay_ban_hanh=day.isoformat(),
        **plot.fields,
        **owner.facts("ho_ten", "so_dinh_danh", "noi_thuong_tru"),
    )
    return Paper("don_dang_ky_bien_dong_dat_dai", (page.sheet,))


def _fill_plot(page: Column, plot: Plot) -> None:
    page.line("*2. Thửa đất đăng ký biến động*")
    shares = (0.3, 0.37, 0.33)
    page.fill(
        ("Thửa đất số:", f"{{{plot.number}}}"),
        ("Tờ bản đồ số:", f"{{{plot.map_sheet}}}"),
        ("Diện tích:", f"{{{plot.area}}} m²"),
        shares=shares,
    )
    page.fill(("Địa chỉ thửa đất:", f"{{{plot.address}}}"))
    page.fill(("Giấy chứng nhận số:", f"{{{plot.serial}}}"))


def transfer_contract(seller: Person, buyer: Person, plot: Plot, day: date, draws: Random) -> Paper:
    """Hợp đồng chuyển nhượng quyền sử dụng đất on two sides, with a notary's seal."""
    page = blank_page(some_hand(draws))
    nation(page)
    page.gap(12)
    title(page, "HỢP ĐỒNG CHUYỂN NHƯỢNG", "QUYỀN SỬ DỤNG ĐẤT")
    page.paragraph(f"Hôm nay, {spelled(day)}, tại Văn phòng công chứng Rạch Lùm, chúng tôi gồm:")
    _party(page, "BÊN CHUYỂN NHƯỢNG (Bên A)", seller)
    _party(page, "BÊN NHẬN CHUYỂN NHƯỢNG (Bên B)", buyer)
    page.paragraph("Hai bên thỏa thuận ký kết hợp đồng với các điều khoản sau đây:", indent=0)
    page.paragraph("*Điều 1. Quyền sử dụng đất chuyển nhượng*", indent=0)
    page.paragraph(
        f"Bên A chuyển nhượng cho Bên B quyền sử dụng thửa đất số {plot.number}, tờ bản đồ số"
        f" {plot.map_sheet}, diện tích {plot.area} m², địa chỉ: {plot.address}, theo Giấy chứng"
        f" nhận số {plot.serial} cấp ngày {numeric(plot.certified)}."
    )
    page.paragraph("*Điều 2. Giá chuyển nhượng và phương thức thanh toán*", indent=0)
    million = draws.randint(31, 95) * 10
    page.paragraph(
        f"Giá chuyển nhượng là {million}.000.000 đồng, Bên B đã thanh toán đủ cho Bên A bằng"
        " chuyển khoản trước khi ký hợp đồng này."
    )
    second = next_page(page, 2)
    _obligations(second)
    second.gap(6)
    left = second.beside(second.left, second.width / 2, second.y)
    right = second.beside(second.left + second.width / 2, second.width / 2, second.y)
    sign(left, ("BÊN A",), seller.name)
    sign(right, ("BÊN B",), buyer.name)
    second.y = right.y + 14
    notary = _notary(second, day, draws)
    page.sheet.tell(
        ngay_ban_hanh=day.isoformat(),
        co_quan_ban_hanh="Văn phòng công chứng Rạch Lùm",
        **plot.fields,
        **seller.facts("ho_ten", "so_dinh_danh"),
    )
    second.sheet.tell(nguoi_ky=notary, chuc_vu_nguoi_ky="CÔNG CHỨNG VIÊN")
    return Paper("hop_dong_chuyen_nhuong_qsdd", (page.sheet, second.sheet))


def _party(page: Column, heading: str, person: Person) -> None:
    page.paragraph(f"*{heading}:*", indent=0)
    called = "Ông" if person.sex == "Nam" else "Bà"
    page.paragraph(
        f"{called} *{person.name.upper()}*, sinh ngày {numeric(person.born)}, số định danh cá"
        f" nhân {person.number}; nơi cư trú: {person.home}."
    )


def _obligations(page: Column) -> None:
    page.paragraph("*Điều 3. Trách nhiệm nộp thuế, phí*", indent=0)
    page.paragraph(
        "Thuế thu nhập cá nhân do Bên A nộp; lệ phí trước bạ và phí thẩm định hồ sơ do Bên B nộp."
    )
    page.paragraph("*Điều 4. Cam đoan của các bên*", indent=0)
    page.paragraph(
        "Thửa đất không có tranh chấp, không bị kê biên để bảo đảm thi hành án. Hai bên đã đọc lại"
        " hợp đồng, hiểu rõ quyền, nghĩa vụ của mình và tự nguyện ký tên dưới đây."
    )


def _notary(page: Column, day: date, draws: Random) -> str:
    """Set the notary's certification below; gives the notary's name."""
    name = draws.choice(["Huỳnh Quốc Sỹ", "Phan Thị Kim Tuyền"])
    office = Office((), (), "", "", "Văn phòng công chứng Rạch Lùm", ("Công", "chứng"))
    page.line("*LỜI CHỨNG CỦA CÔNG CHỨNG VIÊN*", align="center")
    page.paragraph(
        f"Hợp đồng này được giao kết ngày {numeric(day)}; các bên có đủ năng lực hành vi dân sự,"
        f" đã ký trước mặt tôi. Số công chứng {{{draws.randint(200, 4900)}}}, quyển số"
        f" 01/{day.year}."
    )
    right = page.beside(page.left + page.width / 2, page.width / 2, page.y)
    sign(right, ("CÔNG CHỨNG VIÊN",), name, office)
    return name


def land_certificate(
    owner: Person, plot: Plot, office: Office, signer: str, draws: Random
) -> Paper:
    """Giấy chứng nhận quyền sử dụng đất, pink, on two sides."""
    front = blank_page(some_hand(draws))
    ground(front, ROSE)
    front.gap(20 * MM)
    nation(front)
    front.gap(26 * MM)
    for line in (
        "GIẤY CHỨNG NHẬN",
        "QUYỀN SỬ DỤNG ĐẤT,",
        "QUYỀN SỞ HỮU TÀI SẢN",
        "GẮN LIỀN VỚI ĐẤT",
    ):
        _red_line(front, line)
    front.gap(16 * MM)
    front.line("*I. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất:*")
    called = "Ông" if owner.sex == "Nam" else "Bà"
    front.paragraph(f"{called}: *{owner.name.upper()}*", indent=18)
    front.paragraph(f"Số định danh cá nhân: {owner.number}", indent=18)
    front.paragraph(f"Địa chỉ: {owner.home}", indent=18)
    front.gap(44 * MM)
    front.line(f"*{plot.serial}*", align="right", size=16)
    front.sheet.tell(ho_ten=owner.name, so_dinh_danh=owner.number, so_ky_hieu=plot.serial)
    front.sheet.tell(noi_thuong_tru=owner.home)
    return Paper(
        "giay_chung_nhan_qsdd", (front.sheet, _plot_side(front, plot, office, signer).sheet)
    )


def _plot_side(front: Column, plot: Plot, office: Office, signer: str) -> Column:
    page = blank_page(front.hand)
    ground(page, ROSE)
    page.line("*II. Thửa đất, nhà ở và tài sản khác gắn liền với đất*")
    for line in (
        "*1. Thửa đất:*",
        f"a) Thửa đất số: {plot.number}, tờ bản đồ số: {plot.map_sheet}",
        f"b) Địa chỉ: {plot.address}",
        f"c) Diện tích: {plot.area} m²",
        "d) Hình thức sử dụng: sử dụng riêng",
        "đ) Mục đích sử dụng: Đất trồng cây lâu năm",
        "e) Thời hạn sử dụng: đến ngày 15/10/2063",
        "g) Nguồn gốc sử dụng: Công nhận QSDĐ như giao đất không thu tiền",
        "*2. Nhà ở:* -/-",
        "*III. Sơ đồ thửa đất*",
    ):
        page.line(line)
    _sketch(page, plot)
    page.gap(8)
    right = page.beside(page.left + 70 * MM, 93 * MM, page.y)
    right.line(f"_{office.place}, {spelled(plot.certified)}_", align="center")
    sign(right, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), signer, office)
    page.line("Số vào sổ cấp GCN: CS 01872", size=11)
    page.sheet.tell(
        ngay_ban_hanh=plot.certified.isoformat(),
        co_quan_ban_hanh=office.name,
        nguoi_ky=signer,
        chuc_vu_nguoi_ky="TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        **plot.fields,
    )
    return page


def _red_line(page: Column, text: str) -> None:
    black = page.style
    page.style = replace(black, color=RED)
    page.line(f"*{text}*", align="center", size=20)
    page.style = black


def _sketch(page: Column, plot: Plot) -> None:
    """Draw the plot as a crooked quadrangle with the lengths of its sides."""
    top, left = page.y + 8 * MM, page.left + 45 * MM
    corners = [(0, 4), (52, 0), (60, 34), (5, 38)]
    points = [(left + x * MM, top + y * MM) for x, y in corners]
    for start, end in zip(points, points[1:] + points[:1], strict=True):
        page.sheet.marks.append(Rule(start, end, 1.1))
    page.y = top + 14 * MM
    page.line(f"{plot.number}", align="center", size=12)
    page.y = top + 42 * MM
