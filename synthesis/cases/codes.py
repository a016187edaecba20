"""What papers tell machines: QR codes, machine-readable zones, bar codes."""

from datetime import date
from random import Random

from synthesis.cases.person_facts import expiry_of, passport_expiry
from synthesis.society.identity import card_lines, draw_card_payload, passport_lines
from synthesis.society.people import Person


def card_code(draws: Random, person: Person, issued: date) -> str:
    """The QR code of an identity card."""
    return draw_card_payload(draws, person.bearer, issued)


def receipt_code(code: str, procedure: str, number: str, days: tuple[date, date]) -> str:
    """The QR code of a receipt or result: code, procedure, person, title, system, times.

    Source: TT 01/2023/TT-VPCP, article 26 (what it says; its syntax is not laid down).
    """
    received, promised = days
    system = "Hệ thống thông tin giải quyết thủ tục hành chính"
    return "|".join((code, procedure, number, system, f"{received:%Y%m%d}", f"{promised:%Y%m%d}"))


def zone_lines(kind: str, person: Person, issued: date) -> str:
    """The lines of a machine-readable zone, split by line ends: of a passport or a card."""
    if kind == "ho_chieu":
        ends = passport_expiry(person, issued)
        return "\n".join(passport_lines(person.bearer, person.passport, ends))
    return "\n".join(card_lines(person.bearer, expiry_of(person.born, issued)))
