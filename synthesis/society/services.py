"""Police, courts, banks, schools, tax and land offices, notaries, businesses, hospitals."""

from dataclasses import replace
from datetime import date

from dossiers.text import fold
from synthesis.society.committees import need_district, provincial_body
from synthesis.society.letterheads import break_name, short_committee
from synthesis.society.lots import Lot
from synthesis.society.matters import (
    draw_bank,
    draw_business,
    draw_lower_school,
    draw_school,
    seat_of_school,
)
from synthesis.society.numbers import draw_tax_code
from synthesis.society.office import Office, Site, plain_office, ranks_of, titles_of
from synthesis.society.places import TWO_LEVELS

_CENTERS_OF_2025 = date(2025, 3, 1)

_SCHOOLS_BEFORE_1998 = {"THPT": "PTTH", "THCS": "PTCS", "Tiểu học": "PTCS"}


def _with_rank(lot: Lot, unit: str) -> Lot:
    rank = next(rank for rank in _RANKS if unit.startswith(rank)).upper()
    return replace(lot, words=tuple(word.replace("{RANK}", rank) for word in lot.words))


_RANKS = ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh")


def _initials(words: list[str]) -> str:
    # Tones fall in abbreviations, but Đ stays.
    return "".join(w[0] if w[0] == "Đ" else fold(w[0]).upper() for w in words if w[0].isalpha())


def commune_police(site: Site) -> Office:
    """The police of a commune."""
    above = site.place.district_title or site.province
    return replace(
        plain_office(site, "cong_an_xa", f"Công an {site.commune}", "CAX", "cong_an_xa"),
        above=(f"CÔNG AN {above}".upper(),),
        tail="CAP" if site.commune.startswith("phường") else "CAX",
        place=site.commune_name,
        ring=f"Công an {above}",
        core=break_name(f"Công an {site.commune}"),
        titles=_with_rank(titles_of("cong_an_xa"), site.commune),
        ranks=ranks_of("cong_an_xa"),
    )


def district_police(site: Site) -> Office:
    """The police of a district, until March 2025."""
    need_district(site)
    return replace(
        plain_office(site, "cong_an_huyen", f"Công an {site.district}", "CAH", "cong_an_huyen"),
        above=(f"CÔNG AN {site.province}".upper(),),
        place=site.district_name,
        desks=("QLHC", "ĐTTH", "TH"),
        ring=f"Công an {site.province}",
        core=break_name(f"Công an {site.district}"),
        titles=_with_rank(titles_of("cong_an_huyen"), site.district),
        ranks=ranks_of("cong_an_huyen"),
    )


def provincial_police(site: Site) -> Office:
    """The police of a province."""
    ministry = "BỘ NỘI VỤ" if site.day < date(1998, 5, 1) else "BỘ CÔNG AN"
    return replace(
        plain_office(site, "cong_an_tinh", f"Công an {site.province}", "CAT", "cong_an_tinh"),
        above=(ministry,),
        desks=("PC06", "PV06", "PV01", "PA08"),
        ring=ministry.capitalize().replace("nội", "Nội").replace("công", "Công"),
        core=break_name(f"Công an {site.province}"),
        ranks=ranks_of("cong_an_tinh"),
    )


def card_police(site: Site) -> Office:
    """Who signs citizen cards: the department of residence until October 2018, then of order."""
    older = site.day < date(2018, 10, 10)
    name = (
        "Cục Cảnh sát đăng ký quản lý cư trú và dữ liệu quốc gia về dân cư"
        if older
        else "Cục Cảnh sát quản lý hành chính về trật tự xã hội"
    )
    titles = "cuc_cu_tru" if older else "cuc_canh_sat"
    return replace(
        plain_office(site, "cuc_canh_sat", name, "C72" if older else "C06", titles),
        above=("BỘ CÔNG AN",),
        place="Hà Nội",
        ring="Bộ Công an",
        core=break_name(name),
        ranks=ranks_of("cuc_canh_sat"),
    )


def bank_branch(site: Site) -> Office:
    """The branch of a bank in a district or province."""
    bank = draw_bank(site.draws)
    where = site.place.district or site.place.province
    if site.draws.random() < 0.4:
        where = f"{where} {site.place.province}" if where != site.place.province else where
    name = f"{bank.name} - Chi nhánh {where}"
    return replace(
        plain_office(site, "ngan_hang", name, bank.short.upper(), "ngan_hang"),
        above=break_name(bank.name),
        lines=(f"CHI NHÁNH {where}".upper(),),
        place=site.district_name,
        ring=bank.name,
        core=("Chi nhánh", where),
    )


def school(site: Site) -> Office:
    """A school for children, under the department of education."""
    name = draw_lower_school(site.draws, site.place)
    for new, old in _SCHOOLS_BEFORE_1998.items() if site.day.year < 1998 else ():
        name = name.replace(new, old)
    provincial = "TH " in name or "THPT" in name or not site.place.district
    above = (
        f"Sở Giáo dục và Đào tạo {site.place.province}"
        if provincial
        else f"Phòng GD&ĐT {site.district}"
    )
    if site.day.year < 1990:
        above = above.replace(" và Đào tạo", "").replace("GD&ĐT", "Giáo dục")
    if not site.place.district and "THPT" not in name:
        above = f"UBND {site.commune}"
    short = _initials(name.split()[1:])
    return replace(
        plain_office(site, "truong", name, short, "hieu_truong"),
        above=break_name(above),
        place=site.commune_name,
        ring=above,
        core=break_name(name),
    )


def university(site: Site) -> Office:
    """A university, college or vocational school that gives degrees."""
    name = draw_school(site.draws, site.place)
    provincial = site.place.province in name
    above = f"Ủy ban nhân dân {site.province}" if provincial else "Bộ Giáo dục và Đào tạo"
    seat = seat_of_school(name) or site.province_name
    short = {"Trường Đại học": "ĐH", "Trường Cao đẳng": "CĐ"}.get(" ".join(name.split()[:3]), "TC")
    return replace(
        plain_office(site, "dai_hoc", name, short, "hieu_truong"),
        above=break_name(above),
        place=seat,
        ring=above,
        core=break_name(name),
    )


def court(site: Site) -> Office:
    """A people's court: of a district or province; since July 2025 of a region."""
    if site.day >= TWO_LEVELS and site.draws.random() < 0.7:
        region = site.draws.randint(1, 14)
        unit, place = f"khu vực {region} - {site.province_name}", site.commune_name
    elif site.day < TWO_LEVELS and site.draws.random() < 0.8:
        unit, place = site.district, site.district_name
    else:
        unit, place = site.province, site.province_name
    name = f"Tòa án nhân dân {unit}"
    above = () if unit == site.province else (f"TÒA ÁN NHÂN DÂN {site.province}".upper(),)
    return replace(
        plain_office(site, "toa", name, "TA", "toa"),
        above=tuple(line for text in above for line in break_name(text)),
        lines=("TÒA ÁN NHÂN DÂN", unit.upper()),
        place=place,
        ring=f"Tòa án nhân dân {site.province}",
        core=break_name(name),
    )


def tax_office(site: Site) -> Office:
    """The tax office of a district; since July 2025 a basic tax office of the province."""
    if site.day >= TWO_LEVELS:
        number = site.draws.randint(1, 12)
        name, above, titles = (
            f"Thuế cơ sở {number} {site.province}",
            f"Thuế {site.province}",
            "thue_co_so",
        )
    else:
        name, above, titles = (
            f"Chi cục Thuế {site.district}",
            f"Cục Thuế {site.province}",
            "thue",
        )
        regional = site.day.year >= 2019 and site.draws.random() < 0.4
        if regional and len(site.place.district) > 2:
            name = f"Chi cục Thuế khu vực {site.place.district}"
    return replace(
        plain_office(site, "thue", name, "CCT" if site.place.district else "TCS", titles),
        above=break_name(above),
        place=site.district_name,
        ring=above,
        core=break_name(name),
    )


def service_center(site: Site) -> Office:
    """The one-stop office of a commune, a district or the province."""
    if site.day < _CENTERS_OF_2025:
        unit, place = site.draws.choice(
            ((site.district, site.district_name), (site.province, site.province_name))
        )
        old = site.day < date(2018, 6, 1) or unit == site.district
        name = "Bộ phận Tiếp nhận và Trả kết quả" if old else "Trung tâm Hành chính công"
    else:
        units = [(site.commune, site.commune_name)] * 3 + [(site.province, site.province_name)]
        unit, place = site.draws.choice(units)
        name = "Trung tâm Phục vụ hành chính công"
    return replace(
        plain_office(
            site,
            "trung_tam",
            f"{name} {unit}",
            "TTPVHCC",
            "bo_phan" if name.startswith("Bộ phận") else "giam_doc",
        ),
        above=short_committee(site.draws, "Ủy ban nhân dân", unit),
        lines=break_name(name),
        tail="BPMC" if name.startswith("Bộ phận") else "TTPVHCC",
        place=place,
        ring=f"UBND {unit}",
        core=break_name(name),
    )


def land_registry(site: Site) -> Office:
    """The land registry of a province or its branch."""
    office = "Văn phòng Đăng ký đất đai" if site.day.year >= 2015 else "Văn phòng Đăng ký QSDĐ"
    parent = (
        "Sở Nông nghiệp và Môi trường"
        if site.day >= _CENTERS_OF_2025
        else "Sở Tài nguyên và Môi trường"
    )
    if site.draws.random() < 0.3 or site.day.year < 2015:
        return provincial_registry(site, office, parent)
    region = (
        f"khu vực {site.draws.randint(1, 9)}"
        if site.day >= TWO_LEVELS
        else site.place.district_title
    )
    name = f"Chi nhánh {office} {region}"
    return replace(
        plain_office(site, "chi_nhanh_dat_dai", name, "CNVPĐKĐĐ", "giam_doc"),
        above=break_name(f"{office} {site.province}"),
        lines=break_name(f"Chi nhánh {region}" if site.draws.random() < 0.5 else name),
        place=site.district_name,
        ring=f"{parent} {site.province}",
        core=break_name(name),
    )


def provincial_registry(site: Site, office: str, parent: str) -> Office:
    """The land registry itself, under its department."""
    return replace(
        provincial_body(
            site, "chi_nhanh_dat_dai", office, "VPĐKĐĐ", ("giam_doc", ("ĐKCG", "TTLT", "KTĐC"))
        ),
        above=break_name(f"{parent} {site.province}"),
        ring=f"{parent} {site.province}",
        core=break_name(office),
    )


def notary(site: Site) -> Office:
    """A state notary or, since 2007, a private one."""
    private = site.day.year >= 2007 and site.draws.random() < 0.6
    name = (
        f"Văn phòng công chứng {site.place.district or site.place.commune}"
        if private
        else f"Phòng Công chứng số {site.draws.randint(1, 3)} {site.province}"
    )
    above = (f"SỞ TƯ PHÁP {site.province}".upper(),)
    lines = name.removesuffix(f" {site.province}").upper()
    return replace(
        plain_office(site, "phong_cong_chung", name, "VPCC" if private else "PCC", "cong_chung"),
        above=() if private else above,
        lines=(lines[:20], lines[21:]) if private else (lines,),
        ring=f"Sở Tư pháp {site.province}",
        core=("Văn phòng", "công chứng") if private else ("Phòng", "công chứng"),
    )


def business(site: Site) -> Office:
    """A company, a private business or a cooperative."""
    name = draw_business(site.draws)
    if site.day.year < 2006:
        name = name.replace(" MTV", "").replace(" một thành viên", "")
    letters = _initials(name.split()[-3:])
    return replace(
        plain_office(site, "doanh_nghiep", name, letters, "doanh_nghiep"),
        place=site.draws.choice((site.province_name, site.district_name)),
        ring=f"M.S.D.N: {draw_tax_code(site.draws, site.place.code)} - {site.province}",
        core=break_name(name),
    )


def business_registry(site: Site) -> Office:
    """The room of business registration, in the department of planning, since 2025 of finance."""
    parent = "Sở Tài chính" if site.day >= _CENTERS_OF_2025 else "Sở Kế hoạch và Đầu tư"
    return replace(
        provincial_body(site, "so_ke_hoach", parent, "ĐKKD", ("dang_ky_kinh_doanh", ())),
        above=break_name(f"{parent} {site.province}"),
        lines=("PHÒNG ĐĂNG KÝ KINH DOANH",),
        name=f"Phòng Đăng ký kinh doanh - {parent} {site.province}",
        ring=f"{parent} {site.province}",
        core=("Phòng Đăng ký", "kinh doanh"),
    )


def hospital(site: Site) -> Office:
    """A hospital or health center."""
    names = ["Bệnh viện Đa khoa {}", "Bệnh viện Sản - Nhi {}", "Bệnh viện Đa khoa tỉnh {}"]
    where = site.place.province
    if site.place.district and site.draws.random() < 0.55:
        names = ["Trung tâm Y tế {}", "Bệnh viện Đa khoa khu vực {}"]
        where = site.place.district if site.draws.random() < 0.5 else site.place.district_title
    name = site.draws.choice(names).format(where).replace("khu vực huyện ", "khu vực ")
    return replace(
        plain_office(
            site, "benh_vien", name, "BV" if name.startswith("Bệnh") else "TTYT", "benh_vien"
        ),
        above=break_name(f"Sở Y tế {site.province}"),
        place=site.district_name if site.place.district else site.province_name,
        ring=f"Sở Y tế {site.place.province}",
        core=break_name(name),
    )


def justice(site: Site) -> Office:
    """Who keeps civil status and criminal records: department, or office of a district."""
    if site.place.district and site.draws.random() < 0.4:
        return replace(
            plain_office(site, "tu_phap", f"Phòng Tư pháp {site.district}", "PTP", "phong"),
            above=short_committee(site.draws, "Ủy ban nhân dân", site.district),
            lines=("PHÒNG TƯ PHÁP",),
            place=site.district_name,
            ring=f"UBND {site.district} - {site.province}",
            core=("Phòng", "Tư pháp"),
        )
    return provincial_body(site, "tu_phap", "Sở Tư pháp", "STP", ("so", ("HCTP", "LLTP", "VP")))
