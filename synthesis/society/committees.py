"""Committees, councils, departments, ministries, the Party and its unions.

Before 2004 notations of committees ended in "UB"; districts and their departments ended on
1 July 2025, and communes got departments of their own.
"""

from dataclasses import replace
from datetime import date

from synthesis.society.letterheads import break_name, short_committee
from synthesis.society.office import (
    ADMINISTRATIVE,
    Office,
    Site,
    committee_word,
    common_desks,
    draw_department,
    plain_office,
    titles_of,
)
from synthesis.society.places import TWO_LEVELS


def _committee(site: Site, level: str, unit: str, place: str) -> Office:
    word = committee_word(site.day)
    titles = titles_of("ubnd_xa" if level == "xa" else "ubnd")
    rank = unit.split(" ")[0].upper()
    tail = "UBHC" if site.day < ADMINISTRATIVE else "UB" if site.day.year < 2004 else "UBND"
    return replace(
        plain_office(site, level, f"{word} {unit}", tail, "ubnd"),
        lines=(word.upper(), unit.upper()),
        place=place,
        desks=common_desks() if level != "xa" or site.day >= TWO_LEVELS else (),
        ring=f"UBND {unit}",
        core=("Ủy ban", "nhân dân"),
        titles=replace(titles, words=tuple(w.replace("{UNIT}", rank) for w in titles.words)),
    )


def commune_office(site: Site) -> Office:
    """The committee of a commune."""
    above = site.place.district_title or site.province
    office = _committee(site, "xa", site.commune, site.commune_name)
    return replace(
        office,
        above=short_committee(site.draws, committee_word(site.day), above),
        ring=f"UBND {site.commune} - {above} - {site.province}"
        if site.place.district
        else f"UBND {site.commune} - {site.province}",
    )


def district_office(site: Site) -> Office:
    """The committee of a district."""
    need_district(site)
    office = _committee(site, "huyen", site.district, site.district_name)
    return replace(
        office,
        above=short_committee(site.draws, committee_word(site.day), site.province)
        if site.draws.random() < 0.35
        else (),
        ring=f"UBND {site.district} - {site.province}",
    )


def need_district(site: Site) -> None:
    """Refuse a place of two levels."""
    if not site.place.district:
        raise ValueError(
            f"{site.place.address()} has no district. Draw the place for a day before July 2025."
        )


def province_office(site: Site) -> Office:
    """The committee of a province."""
    return _committee(site, "tinh", site.province, site.province_name)


def provincial_department(site: Site) -> Office:
    """A department (sở) of a province."""
    name, tail, desks = draw_department(site, "so")
    titles = (
        "thanh_tra" if name.startswith("Thanh tra")
        else "van_phong" if name.startswith("Văn phòng")
        else "ban" if name.startswith("Ban ")
        else "so"
    )  # fmt: skip
    return provincial_body(site, "so", name, tail, (titles, tuple(desks.split())))


def provincial_body(
    site: Site, level: str, name: str, tail: str, rest: tuple[str, tuple[str, ...]]
) -> Office:
    """A body under the committee of a province."""
    titles, desks = rest
    whole = name if "tỉnh" in name else f"{name} {site.province}"
    if name.startswith("Thanh tra") and not site.province.startswith("tỉnh"):
        name, whole = "Thanh tra thành phố", f"Thanh tra {site.province}"
    return replace(
        plain_office(site, level, whole, tail, titles),
        above=short_committee(site.draws, "Ủy ban nhân dân", site.province),
        lines=break_name(name),
        desks=desks,
        ring=f"UBND {site.province}",
        core=break_name(name),
    )


def district_department(site: Site) -> Office:
    """A department (phòng) of a district, or since July 2025 of a commune."""
    key = "phong" if site.place.district else "phong_xa"
    name, tail, _ = draw_department(site, key)
    titles = (
        "thanh_tra" if name.startswith("Thanh tra")
        else "van_phong" if name.startswith("Văn phòng")
        else "phong"
    )  # fmt: skip
    whole = f"{name} {site.district}".replace("huyện huyện", "huyện")
    if name == "Thanh tra huyện" and not site.district.startswith("huyện"):
        name, whole = f"Thanh tra {site.district.split()[0]}", f"Thanh tra {site.district}"
    return replace(
        plain_office(site, "phong", whole, tail, titles),
        above=short_committee(site.draws, "Ủy ban nhân dân", site.district),
        lines=break_name(name),
        place=site.district_name,
        ring=f"UBND {site.district} - {site.province}",
        core=break_name(name),
    )


def ministry(site: Site) -> Office:
    """A ministry or what has its rank."""
    name, tail, desks = draw_department(site, "bo")
    titles = (
        "tong_cuc" if name.startswith("Tổng cục")
        else "van_phong_cp" if name.startswith("Văn phòng")
        else "uy_ban" if name.startswith("Ủy ban")
        else "thong_doc" if name.startswith("Ngân hàng")
        else "bo"
    )  # fmt: skip
    return replace(
        plain_office(site, "bo", name, tail, titles),
        place="Hà Nội",
        desks=tuple(desks.split()),
        ring="Cộng hòa xã hội chủ nghĩa Việt Nam",
        core=break_name(name),
    )


def government(site: Site) -> Office:
    """The Government, the Prime Minister, or before October 1992 the Council of Ministers."""
    council = site.day < date(1992, 10, 1)
    premier = site.draws.random() < 0.5
    name, tail, titles = (
        ("Hội đồng Bộ trưởng", "HĐBT", "hdbt") if council
        else ("Thủ tướng Chính phủ", "TTg", "thu_tuong") if premier
        else ("Chính phủ", "CP", "chinh_phu")
    )  # fmt: skip
    return replace(
        plain_office(site, "chinh_phu", name, tail, titles),
        place="Hà Nội",
        ring="Cộng hòa xã hội chủ nghĩa Việt Nam",
        core=break_name(name),
    )


def council(site: Site) -> Office:
    """A people's council of a commune, district or province."""
    units = [(site.commune, site.commune_name), (site.province, site.province_name)]
    if site.place.district:
        units.insert(1, (site.district, site.district_name))
    unit, place = site.draws.choice(units)
    return replace(
        plain_office(site, "hdnd", f"Hội đồng nhân dân {unit}", "HĐND", "hdnd"),
        lines=("HỘI ĐỒNG NHÂN DÂN", unit.upper()),
        place=place,
        ring=f"Hội đồng nhân dân {unit}",
        core=("Hội đồng", "nhân dân"),
    )


def party_office(site: Site) -> Office:
    """A committee of the Party: of a commune mostly, of a district, of the province."""
    kind = site.draws.random()
    province = site.province_name
    if kind < 0.6 or not site.place.district:
        above = _district_party(site) if site.place.district else _province_party(site)
        return replace(
            plain_office(site, "dang_uy", f"Đảng ủy {site.commune}", "ĐU", "dang"),
            above=(above.upper(),),
            lines=("ĐẢNG ỦY", site.commune.upper()) if site.draws.random() < 0.3
            else (f"ĐẢNG ỦY {site.commune}".upper(),),
            place=site.commune_name,
            ring=f"Đảng Cộng sản Việt Nam - {above}",
            core=("Đảng ủy", site.commune_name),
        )  # fmt: skip
    if kind < 0.85:
        name = _district_party(site)
        return replace(
            plain_office(
                site, "dang_uy", name, "HU" if name.startswith("Huyện") else "TU", "huyen_uy"
            ),
            above=(_province_party(site).upper(),),
            place=site.district_name,
            ring="Đảng Cộng sản Việt Nam",
            core=break_name(name),
        )
    name = _province_party(site)
    return replace(
        plain_office(site, "dang_uy", name, "TU", "tinh_uy"),
        ring="Đảng Cộng sản Việt Nam",
        core=("Tỉnh ủy" if name.startswith("Tỉnh") else "Thành ủy", province),
    )


def _province_party(site: Site) -> str:
    return f"{'Tỉnh' if site.province.startswith('tỉnh') else 'Thành'} ủy {site.province_name}"


def _district_party(site: Site) -> str:
    words = {"huyện": "Huyện", "quận": "Quận", "thị xã": "Thị", "thành phố": "Thành"}
    return f"{words[site.place.district_rank]} ủy {site.place.district}"


def union_office(site: Site) -> Office:
    """The Fatherland Front or a union, of a commune or district."""
    name, tail, head = draw_department(site, "doan_the")
    units = [(site.commune, site.commune_name, site.place.district_title or site.province)]
    if site.place.district:
        units.append((site.district, site.district_name, site.province))
    unit, place, above = site.draws.choice(units)
    return replace(
        plain_office(
            site, "doan_the", f"{name} {unit}", tail, "doan" if head == "BÍ THƯ" else "chu_tich_hoi"
        ),
        above=break_name(f"{name.replace('Việt Nam', 'VN')} {above}"),
        lines=break_name(f"{name.replace('Việt Nam', 'VN')} {unit}"),
        place=place,
        ring=f"{name} {above}",
        core=break_name(unit),
    )
