"""Facts of papers and of what they are about: numbers, days, land, money, business, school."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from dossiers.text import fold
from synthesis.cases.answers import Address, Answer, Money
from synthesis.cases.case import Case
from synthesis.dates import working_day, years_later
from synthesis.language.sentences import subject
from synthesis.society import matters, numbers
from synthesis.society.hamlets import draw_hamlet
from synthesis.society.matters import Procedure
from synthesis.society.office import Office
from synthesis.society.people import draw_full_name
from synthesis.society.places import draw_neighbor, place_at


@dataclass(slots=True)
class Dealing:
    """What one paper is about.

    Attributes:
        kind: Of the paper; ``level``: of the office that issues it.
        draws: Of this paper; ``shared``: of its case, the same for every paper of it.
    """

    kind: str
    case: Case
    day: date
    office: Office
    draws: Random

    def shared(self, purpose: str) -> Random:
        """Draws that every paper of the case has alike."""
        return self.case.draws("shared", purpose)

    @property
    def procedure(self) -> Procedure:
        """The procedure that the case is about."""
        return matters.draw_procedure(self.shared("procedure"), when=self.case.day)


Asked = Callable[[Dealing], Answer]


def _near_day(place: int) -> Asked:
    """Days near the paper's, one after the other, all before it or all after it."""

    def day(dealing: Dealing) -> Answer:
        draws = dealing.case.draws("days", dealing.kind, dealing.day.isoformat())
        start = draws.choice([-400, -90, -40, 1, 1, 3])
        steps = [draws.randint(1, 9) for _ in range(place)]
        return dealing.day + timedelta(days=start + sum(steps))

    return day


def _later_day(dealing: Dealing) -> Answer:
    return dealing.day + timedelta(days=dealing.draws.randint(30, 180))


def _plot_address(dealing: Dealing) -> Answer:
    person = dealing.case.person("ban")
    return Address(place_at(person.home.row, dealing.day), person.hamlet)


def _area(dealing: Dealing) -> Answer:
    tenths = dealing.shared("area").choice([1, 10]) * dealing.shared("area").randint(450, 9999)
    return Decimal(tenths) / 10


def _serial(dealing: Dealing) -> Answer:
    return numbers.draw_land_serial(dealing.shared("serial"), dealing.day.year)


def _certified(dealing: Dealing) -> Answer:
    return years_later(dealing.case.day, -dealing.shared("certified").randint(1, 15))


def _amount(dealing: Dealing, high: int = 2_000_000_000) -> Answer:
    return Money(matters.draw_amount(dealing.draws, 10_000, high))


def _component(place: int) -> Asked:
    def name(dealing: Dealing) -> Answer:
        components = dealing.procedure.components
        if place < len(components):
            return components[place]
        return "Căn cước công dân" if place == 1 else ""

    return name


def _promised(dealing: Dealing) -> Answer:
    return working_day(
        dealing.case.day, dealing.shared("promised").choice([3, 5, 7, 10, 14, 20, 30])
    )


def _notice_place(dealing: Dealing) -> Answer:
    place = draw_neighbor(dealing.shared("seat"), dealing.case.place, dealing.day)
    return Address(place, f"số {dealing.shared('seat').randint(1, 300)}")


def _other(dealing: Dealing) -> Answer:
    return draw_full_name(dealing.draws, dealing.day, dealing.case.place)


_CAUSES = (
    "Bệnh già|Già yếu|Bệnh|Ung thư gan|Tai nạn giao thông|Đột quỵ|Suy hô hấp|Nhồi máu cơ tim"
    "|Chết đuối|Bệnh hiểm nghèo|Tai biến mạch máu não"
).split("|")


def _registered(dealing: Dealing) -> date:
    """The day of an older registration that an extract tells of."""
    child = dealing.case.person("con")
    if dealing.kind in ("trich_luc_ho_tich", "giay_khai_sinh"):
        return min(
            dealing.day, child.born + timedelta(days=dealing.shared("booked").randint(3, 90))
        )
    return years_later(dealing.day, -dealing.shared("booked").randint(0, 25))


def _place_of_death(dealing: Dealing) -> Answer:
    place = place_at(dealing.case.place.row, dealing.day)
    ways = ["Tại nhà", place.address(), "Bệnh viện đa khoa " + place.province_title]
    return dealing.draws.choice([*ways, "Trên đường đi cấp cứu"])


def _elsewhere(dealing: Dealing) -> Answer:
    place = draw_neighbor(dealing.draws, dealing.case.place, dealing.day)
    return Address(place, draw_hamlet(dealing.draws, place))


def _workplace(dealing: Dealing) -> Answer:
    draws, place = dealing.draws, dealing.case.place
    ways = [matters.draw_lower_school(draws, place), "UBND " + place.commune_title, "tại nhà"]
    return draws.choice([*ways, matters.draw_business(draws)])


def _business(dealing: Dealing) -> Answer:
    return matters.draw_business(dealing.shared("business"))


def _abbreviated(dealing: Dealing) -> Answer:
    words = matters.draw_business(dealing.shared("business")).split()
    return "".join(word[0] for word in words if word[0].isalpha()).upper()


_ENGLISH_KINDS = ("Company Limited", "Joint Stock Company", "One Member Company Limited")


def _english(dealing: Dealing) -> Answer:
    words = fold(matters.draw_business(dealing.shared("business"))).upper().split()
    return " ".join(words[-2:]) + " " + dealing.shared("english").choice(_ENGLISH_KINDS).upper()


PAPER_FACTS: Mapping[str, Asked] = {
    "ngay_ban_hanh": lambda d: d.day,
    "noi": lambda d: d.office.place or d.case.place.commune,
    "office": lambda d: d.office.name,
    "office.above": lambda d: " ".join(d.office.above),
    "co_quan_ban_hanh": lambda d: d.office.name,
    "trich_yeu": lambda d: "Về việc " + subject(d.draws),
    "ma_ho_so": lambda d: numbers.draw_dossier_code(
        d.shared("code"), d.case.place.code, d.case.day
    ),
    "ngay_tiep_nhan": lambda d: d.case.day,
    "ngay_hen_tra": _promised,
    "xa": lambda d: place_at(d.case.place.row, d.day).commune_title,
    "huyen": lambda d: place_at(d.case.place.row, d.day).district_title,
    "tinh": lambda d: place_at(d.case.place.row, d.day).province_title,
    "so_thua": lambda d: str(d.shared("plot").randint(1, 999)),
    "so_to_ban_do": lambda d: str(d.shared("map").randint(1, 120)),
    "dien_tich": _area,
    "dia_chi_thua": _plot_address,
    "loai_dat": lambda d: matters.draw_land(d.shared("land"), d.day).name,
    "thoi_han_dat": lambda d: matters.draw_term_of_land(d.shared("term")),
    "nguon_goc": lambda d: matters.draw_origin_of_land(d.shared("origin")),
    "so_gcn": _serial,
    "ngay_gcn": _certified,
    "co_quan_gcn": lambda d: "UBND " + (d.case.place.district_title or d.case.place.commune_title),
    "so_vao_so": lambda d: numbers.draw_land_entry(d.shared("entry"), d.day.year),
    "tien": _amount,
    "tien2": lambda d: _amount(d, 5_000_000),
    "tien3": lambda d: _amount(d, 500_000),
    "von": lambda d: Money(d.shared("capital").randint(1, 900) * 10_000_000),
    "so_quyen": lambda d: numbers.draw_book_number(d.draws, d.day.year),
    "so_trang": lambda d: d.draws.randint(1, 200),
    "thu_tuc": lambda d: d.procedure.name,
    "ma_thu_tuc": lambda d: d.procedure.code,
    "linh_vuc": lambda d: d.procedure.field,
    "noi_nhan": lambda _: "Như trên",
    "tru_so": _notice_place,
    "nganh_nghe": lambda d: matters.draw_trade(d.shared("trade")),
    "ma_nganh": lambda d: f"{d.draws.randint(1000, 9639)}",
    "ten_doanh_nghiep": _business,
    "ten_tieng_anh": _english,
    "ten_viet_tat": _abbreviated,
    "ma_so_thue": lambda d: numbers.draw_tax_code(d.shared("tax"), d.case.place.code),
    "truong": lambda d: matters.draw_school(d.shared("school"), d.case.place),
    "nganh": lambda d: matters.draw_course(d.shared("course")),
    "xep_loai": lambda d: matters.draw_grade(d.draws),
    "khoa_hoc": lambda d: f"{d.day.year - 4} - {d.day.year}",
    "so_hieu": lambda d: numbers.draw_diploma_number(d.draws, d.day.year)[0],
    "so_bien_lai": lambda d: numbers.draw_receipt_number(d.draws, d.day.year)[1],
    "ky_hieu_bien_lai": lambda d: numbers.draw_receipt_number(d.draws, d.day.year)[0],
    "so_tai_khoan": lambda d: numbers.draw_account(d.draws),
    "ngan_hang": lambda d: matters.draw_bank(d.shared("bank")).name,
    "so_ho_khau": lambda d: f"{d.draws.randrange(10**9):09d}",
    "ngay_dang_ky": _registered,
    "noi_dang_ky": lambda d: "UBND " + place_at(d.case.place.row, _registered(d)).address(),
    "ngay_chet": lambda d: d.day - timedelta(days=d.shared("death").randint(0, 60)),
    "noi_chet": _place_of_death,
    "nguyen_nhan_chet": lambda d: d.draws.choice(_CAUSES),
    "chu_ho": lambda d: d.case.person("chong").name,
    "noi_den": _elsewhere,
    "noi_di": _elsewhere,
    "noi_lam_viec": _workplace,
    "so_dang_ky": lambda d: f"{d.draws.randint(1, 400):02d}",
    "gio": lambda d: f"{d.draws.randint(7, 16):02d} giờ {d.draws.randrange(60):02d} phút",
    "nam": lambda d: d.day.year,
    "can_bo": _other,
    "can_bo2": _other,
    "cong_chung_vien": _other,
    "bac_si": _other,
    **{f"giay_to.{place + 1}": _component(place) for place in range(6)},
    **{f"ngay.{place}": _near_day(place) for place in range(1, 10)},
    "ngay_sau": _later_day,
}


def issuer_as_printed(name: str, printed: str) -> str:
    """An issuer's normal form: the words that are printed, in the case of its name.

    Letterheads print a part of a name, running text the whole; committees are abbreviated.
    """
    words = iter(name.split())
    cased = [
        next((word for word in words if fold(word) == fold(read)), "") for read in printed.split()
    ]
    text = " ".join(cased) if all(cased) else printed
    for spelled in ("Ủy ban nhân dân", "Uỷ ban nhân dân"):
        text = text.replace(spelled, "UBND")
    return text
