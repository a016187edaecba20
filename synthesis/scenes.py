"""The dossiers of samples/: which papers lie in each, in what order, scanned how."""

from dataclasses import replace
from datetime import date
from random import Random

from synthesis.chance import chance
from synthesis.dates import day_between
from synthesis.dossier import Dossier, Part, Side, scanned
from synthesis.papers import administrative, business, cards, civil_status, land, legacy, one_stop
from synthesis.papers.administrative import Issue
from synthesis.papers.business import Shop
from synthesis.papers.civil_status import Registration
from synthesis.papers.frame import Office, commune_committee
from synthesis.papers.land import Plot
from synthesis.papers.one_stop import Request
from synthesis.people import (
    dossier_code,
    invent_child,
    invent_official,
    invent_person,
    tax_code,
)
from synthesis.places import CA_MAU, DIEN_BIEN, Province
from synthesis.scanner import Wear

FEEDER = Wear(dpi=150, slant=0.25)
FLATBED = Wear(dpi=200, slant=-0.15, blur=0.7, specks=3)
CROOKED = Wear(dpi=150, slant=1.1, shade=0.05, specks=8)
COARSE = Wear(dpi=100, slant=-0.3, blur=0.5)
BLANK_BACK = Wear(dpi=150, slant=-0.2, through=0.4, specks=5)
BITONAL = Wear(
    dpi=300, blur=1.3, grain=9, specks=220, border=3, shade=0.06, ribbon=0.42, one_bit=True
)


def _committee(province: Province, commune: int) -> Office:
    return commune_committee(province.communes[commune], province.name)


def land_dossier(seed: int) -> Dossier:
    """A transfer of land: two pages lie wrong."""
    draws = chance(seed, "land")
    office = _committee(CA_MAU, 0)
    seller = invent_person(CA_MAU, draws, "Nữ", 1962, 1975)
    buyer = invent_person(CA_MAU, draws, "Nam", 1980, 1992)
    signed = day_between(date(2026, 2, 2), date(2026, 4, 24), draws)
    plot = _plot(draws)
    request = Request(
        code=dossier_code(CA_MAU.agency, 47, signed, draws),
        procedure="Đăng ký biến động quyền sử dụng đất do chuyển nhượng",
        procedure_code="1.013831",
        papers=(
            "Đơn đăng ký biến động đất đai",
            "Hợp đồng chuyển nhượng quyền sử dụng đất",
            "Giấy chứng nhận quyền sử dụng đất",
            "Bản sao căn cước",
        ),
        applicant=buyer,
        received=signed,
        days=10,
        office=office,
    )
    issued = date(2024, 10, 8)
    receipt = one_stop.receipt(request, invent_official(draws), draws)
    application = land.change_application(buyer, plot, office, signed, draws)
    contract = land.transfer_contract(seller, buyer, plot, signed, draws)
    certificate = land.land_certificate(seller, plot, office, invent_official(draws), draws)
    card = cards.identity_card(buyer, issued, cards.expiry_of(buyer, issued), draws)
    parts = (
        scanned(receipt, FEEDER),
        scanned(application, CROOKED),
        scanned(contract, FEEDER, replace(FEEDER, turned=180, slant=-0.4)),
        scanned(certificate, FEEDER, replace(FEEDER, turned=90)),
        scanned(card, FLATBED),
    )
    return Dossier("ho-so-dat-dai", parts)


def _plot(draws: Random) -> Plot:
    return Plot(
        number=draws.randint(11, 480),
        map_sheet=draws.randint(2, 48),
        area=f"1.{draws.randint(100, 899)},{draws.randint(1, 9)}",
        address=f"{CA_MAU.hamlets[0]}, {CA_MAU.communes[0]}, tỉnh {CA_MAU.name}",
        serial=f"AA {draws.randrange(10**8):08d}",
        certified=date(2024, 9, 12),
    )


def civil_dossier(seed: int) -> Dossier:
    """Civil status of a family: handwriting, an old card, a back with the seal shining through."""
    draws = chance(seed, "civil")
    office = _committee(DIEN_BIEN, 0)
    father = invent_person(DIEN_BIEN, draws, "Nam", 1984, 1994)
    mother = invent_person(DIEN_BIEN, draws, "Nữ", 1986, 1998)
    child = invent_child(father, DIEN_BIEN, draws, 2025)
    chair = invent_official(draws)
    registered = date(2025, 12, 18)
    birth = Registration(office, draws.randint(11, 240), registered, chair)
    marriage = Registration(office, draws.randint(11, 90), date(2024, 3, 7), chair)
    single = invent_person(DIEN_BIEN, draws, "Nữ", 1996, 2003)
    status = Registration(office, draws.randint(11, 300), date(2026, 3, 16), chair)
    declared = civil_status.birth_declaration(father, mother, child, birth, draws)
    return Dossier(
        "ho-so-ho-tich",
        (
            scanned(declared, CROOKED),
            scanned(civil_status.birth_certificate(child, (father, mother), birth, draws), FEEDER),
            scanned(civil_status.marriage_certificate(father, mother, marriage, draws), FEEDER),
            scanned(
                civil_status.marital_status(single, status, draws), FEEDER, blank_back=BLANK_BACK
            ),
            scanned(cards.old_card(father, date(2011, 5, 20), draws), FLATBED),
        ),
    )


def legacy_dossier(seed: int) -> Dossier:
    """Typed papers of 1994, one bit, slanted and dirty."""
    draws = chance(seed, "legacy")
    head = invent_person(CA_MAU, draws, "Nam", 1948, 1960)
    wife = invent_person(CA_MAU, draws, "Nữ", 1952, 1962)
    child = invent_child(head, CA_MAU, draws, 1983)
    decided = day_between(date(1994, 3, 10), date(1994, 9, 20), draws)
    chairman, police, surveyor = (invent_official(draws) for _ in range(3))
    members = (("Chủ hộ", head), ("Vợ", wife), ("Con", child))
    return Dossier(
        "ho-so-luu-tru-1994",
        (
            scanned(
                legacy.typed_decision(draws.randint(101, 980), decided, head, chairman, draws),
                replace(BITONAL, slant=1.3),
            ),
            scanned(
                legacy.household_page(head, members, date(1994, 11, 4), police, draws),
                replace(BITONAL, slant=-0.8, specks=120),
            ),
            scanned(
                legacy.typed_minutes(decided, head, surveyor, draws), replace(BITONAL, slant=0.6)
            ),
        ),
    )


def administrative_dossier(seed: int) -> Dossier:
    """Official papers whose number and day were written by hand into the printed gaps."""
    draws = chance(seed, "administrative")
    office = _committee(CA_MAU, 1)
    chairman, deputy = invent_official(draws), invent_official(draws)

    def issue(notation: str, day: date) -> Issue:
        if draws.random() < 0.5:
            return Issue(office, draws.randint(3, 480), notation, day, ("CHỦ TỊCH",), chairman)
        titles = ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
        return Issue(office, draws.randint(3, 480), notation, day, titles, deputy)

    notice = administrative.notice(issue("TB-UBND", date(2026, 5, 14)), draws)
    administrative.add_incoming_stamp(
        notice.sheets[0], "Trung tâm PVHCC", draws.randint(100, 900), date(2026, 5, 15), draws
    )
    return Dossier(
        "ho-so-hanh-chinh",
        (
            scanned(administrative.decision(issue("QĐ-UBND", date(2026, 3, 5)), draws), FEEDER),
            scanned(
                administrative.submission(issue("TTr-UBND", date(2026, 3, 27)), draws), CROOKED
            ),
            scanned(
                administrative.letter(issue("UBND-KT", date(2026, 4, 2)), draws),
                FEEDER,
                blank_back=BLANK_BACK,
            ),
            scanned(administrative.report(issue("BC-UBND", date(2026, 9, 29)), draws), FEEDER),
            scanned(notice, COARSE),
        ),
    )


def one_stop_dossier(seed: int) -> Dossier:
    """A request for a criminal record with all papers of the one-stop office."""
    draws = chance(seed, "one-stop")
    applicant = invent_person(DIEN_BIEN, draws, "Nam", 1990, 2003)
    received = date(2026, 2, 24)
    request = Request(
        code=dossier_code(DIEN_BIEN.agency, 29, received, draws),
        procedure="Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam",
        procedure_code="2.000488",
        papers=("Đơn đề nghị cấp Phiếu lý lịch tư pháp", "Bản sao thẻ căn cước"),
        applicant=applicant,
        received=received,
        days=5,
        office=_committee(DIEN_BIEN, 2),
    )
    clerk = invent_official(draws)
    return Dossier(
        "hồ sơ một cửa",
        (
            scanned(one_stop.receipt(request, clerk, draws), FEEDER),
            scanned(one_stop.control_sheet(request, clerk, draws), FEEDER),
            scanned(one_stop.application(request, draws), CROOKED),
            scanned(one_stop.fee_receipt(request, clerk, draws), replace(FEEDER, gray=True)),
            scanned(one_stop.criminal_record(request, invent_official(draws), draws), FEEDER),
        ),
    )


def business_dossier(seed: int) -> Dossier:
    """A household business; one page was never on paper."""
    draws = chance(seed, "business")
    office = _committee(CA_MAU, 2)
    owner = invent_person(CA_MAU, draws, "Nữ", 1982, 1996)
    helper = invent_person(CA_MAU, draws, "Nam", 1985, 2000)
    name = f"Hộ kinh doanh {owner.name.split()[-1]} Tạp Hóa"
    shop = Shop(name, tax_code(draws), "Bán lẻ lương thực, thực phẩm", owner)
    registered = date(2026, 1, 22)
    signers = [invent_official(draws) for _ in range(3)]
    paper = business.business_registration(shop, _economics(office), registered, signers[0], draws)
    proxy = business.proxy(owner, helper, office.place, date(2026, 1, 14), draws)
    residence = business.residence(owner, CA_MAU.name, date(2026, 1, 12), signers[1], draws)
    return Dossier(
        "ho-so-kinh-doanh",
        (
            scanned(paper, FEEDER),
            scanned(proxy, replace(CROOKED, slant=-0.9)),
            Part(residence.kind, (Side(residence.sheets[0], FEEDER, born_digital=True),)),
            scanned(business.diploma(owner, date(2006, 7, 14), signers[2], draws), FLATBED),
        ),
    )


def _economics(committee: Office) -> Office:
    """The economic section of a People's Committee, which registers businesses."""
    commune = " ".join(committee.lines).removeprefix("ỦY BAN NHÂN DÂN ")
    return Office(
        above=committee.lines,
        lines=("PHÒNG KINH TẾ, HẠ TẦNG", "VÀ ĐÔ THỊ"),
        place=committee.place,
        name="Phòng Kinh tế, Hạ tầng và Đô thị",
        ring=f"Phòng Kinh tế, Hạ tầng và Đô thị {commune}",
        core=("UBND",),
    )


def broken_dossier(seed: int) -> Dossier:
    """Three good pages; the fourth file is written by ``samples`` and breaks off."""
    draws = chance(seed, "broken")
    office = _committee(DIEN_BIEN, 3)
    chairman = invent_official(draws)

    def issue(notation: str, day: date, draws: Random) -> Issue:
        return Issue(office, draws.randint(11, 300), notation, day, ("CHỦ TỊCH",), chairman)

    return Dossier(
        "ho-so-trang-hong",
        (
            scanned(administrative.plan(issue("KH-UBND", date(2026, 6, 3), draws), draws), FEEDER),
            scanned(
                administrative.invitation(issue("GM-UBND", date(2026, 6, 11), draws), draws), FEEDER
            ),
            scanned(
                administrative.notice(issue("TB-UBND", date(2026, 6, 18), draws), draws), CROOKED
            ),
        ),
    )
