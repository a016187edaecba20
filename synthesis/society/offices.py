"""Offices of all levels and times: how their letterheads, seals and signers read.

Departments come with the years in which they existed (``offices.toml``); districts and their
offices ended on 1 July 2025, and so did some of what follows from them.
"""

from collections.abc import Callable, Mapping
from datetime import date
from random import Random

from synthesis.society import committees, services
from synthesis.society.lots import When, day_of
from synthesis.society.office import Office, Signer, Site
from synthesis.society.people import draw_official
from synthesis.society.places import TWO_LEVELS, Place

_MAKERS: Mapping[str, Callable[[Site], Office]] = {
    "xa": committees.commune_office,
    "huyen": committees.district_office,
    "tinh": committees.province_office,
    "so": committees.provincial_department,
    "phong": committees.district_department,
    "bo": committees.ministry,
    "chinh_phu": committees.government,
    "hdnd": committees.council,
    "dang_uy": committees.party_office,
    "doan_the": committees.union_office,
    "cong_an_xa": services.commune_police,
    "cong_an_huyen": services.district_police,
    "cong_an_tinh": services.provincial_police,
    "cuc_canh_sat": services.card_police,
    "ngan_hang": services.bank_branch,
    "truong": services.school,
    "dai_hoc": services.university,
    "toa": services.court,
    "thue": services.tax_office,
    "trung_tam": services.service_center,
    "chi_nhanh_dat_dai": services.land_registry,
    "phong_cong_chung": services.notary,
    "doanh_nghiep": services.business,
    "so_ke_hoach": services.business_registry,
    "benh_vien": services.hospital,
    "tu_phap": services.justice,
}
LEVELS = tuple(_MAKERS)
_LIVES = {
    "huyen": (date.min, TWO_LEVELS),
    "cong_an_huyen": (date.min, date(2025, 3, 1)),
    "cuc_canh_sat": (date(2012, 1, 1), date.max),
    "chi_nhanh_dat_dai": (date(2004, 1, 1), date.max),
    "trung_tam": (date(2003, 9, 1), date.max),
    "so_ke_hoach": (date(1992, 1, 1), date.max),
    "phong_cong_chung": (date(1988, 1, 1), date.max),
    "doanh_nghiep": (date(1991, 1, 1), date.max),
}


def draw_office(draws: Random, level: str, place: Place, when: When) -> Office:
    """An office of a level that governs a place at a time.

    Raises:
        KeyError: The level is none of ``LEVELS``.
        ValueError: The place has no district, and the level needs one ("huyen",
            "cong_an_huyen").
    """
    return _MAKERS[level](Site(place, day_of(when), draws))


def draw_signer(draws: Random, office: Office, when: When) -> Signer:
    """Somebody who signs for an office, with title and rank."""
    title = office.titles.draw(draws)
    if day_of(when).year < 2004:
        title = _old_marks(draws, title)
    rank = office.ranks.draw(draws) if office.ranks else ""
    return Signer(title, rank, draw_official(draws, when, office.seat).name)


def is_level_of(level: str, when: When) -> bool:
    """Whether offices of this level existed at a time."""
    day = day_of(when)
    first, end = _LIVES.get(level, (date.min, date.max))
    return first <= day < end


def _old_marks(draws: Random, title: str) -> str:
    # "TM. UBND" was typed "TM/ UBND" or "T/M UBND" before 2004.
    habit = draws.random()
    for mark in ("TM", "KT", "TL", "TUQ"):
        if habit < 0.3:
            title = title.replace(f"{mark}.", f"{mark}/")
        elif habit < 0.6 and len(mark) == 2:
            title = title.replace(f"{mark}.", f"{mark[0]}/{mark[1]}")
    return title
