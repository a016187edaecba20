from dossiers.page import PageState
from records.ledger import Balance
from web.balance_bar import BAR_WIDTH, MINIMUM_WIDTH, shares_of


def test_shares_stand_side_by_side_and_fill_the_bar() -> None:
    shares = shares_of(Balance(8, 4, 2, 1, 1))
    assert [share.state for share in shares] == [
        PageState.RECORDED,
        PageState.IN_REVIEW,
        PageState.QUARANTINED,
        PageState.TO_DO,
    ]
    assert [share.start for share in shares[1:]] == [
        share.start + share.width for share in shares[:-1]
    ]
    assert abs(shares[-1].start + shares[-1].width - BAR_WIDTH) <= len(shares)


def test_one_page_of_a_million_is_seen() -> None:
    shares = shares_of(Balance(1_000_000, 999_999, 0, 1, 0))
    assert shares[1].state is PageState.QUARANTINED
    assert shares[1].width >= MINIMUM_WIDTH


def test_an_empty_ledger_has_an_empty_bar() -> None:
    assert shares_of(Balance(0, 0, 0, 0, 0)) == []
