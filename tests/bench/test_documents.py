from dataclasses import replace

from bench.documents import judge_dossier, pair_documents
from bench.truth import TrueDocument
from tests.bench.making_runs import make_document, make_field, make_truth, perfect_document


def test_the_truth_itself_is_perfect() -> None:
    verdict = judge_dossier(make_truth(), [perfect_document()])
    assert (verdict.true_documents, verdict.said_documents, verdict.right_documents) == (1, 1, 1)
    assert [pair.kind for pair in verdict.pairs] == ["quyet_dinh"]
    assert all(field.right and field.means_right for field in verdict.said_fields)
    assert len(verdict.said_fields) == len(verdict.true_fields) == 2


def test_a_document_torn_in_two_is_split_wrong_and_keeps_one_partner() -> None:
    parts = [make_document(0, 0), make_document(1, 1, make_field("ho_ten", "Lò Văn Pánh"))]
    verdict = judge_dossier(make_truth(), parts)
    assert (verdict.said_documents, verdict.right_documents) == (2, 0)
    assert verdict.pairs[0].said == parts[0]
    assert [field.invented for field in verdict.said_fields] == [True]


def test_documents_are_paired_by_the_pages_that_they_share() -> None:
    true = [TrueDocument("cmnd", 0, 0, ()), TrueDocument("quyet_dinh", 1, 3, ())]
    glued = make_document(0, 3)
    pairs = pair_documents(true, [glued])
    assert [pair.said for pair in pairs] == [None, glued]
    assert pairs[0].kind == ""


def test_a_wrong_value_is_said_and_a_key_the_paper_lacks_is_invented() -> None:
    said = make_document(0, 1, make_field("so_ky_hieu", "16/QĐ-UBND"), make_field("so_thua", "7"))
    fields = {field.key: field for field in judge_dossier(make_truth(), [said]).said_fields}
    assert not fields["so_ky_hieu"].right
    assert not fields["so_ky_hieu"].invented
    assert fields["so_thua"].invented


def test_the_surest_of_two_fields_counts_and_an_empty_one_never() -> None:
    fields = [
        make_field("so_ky_hieu", "16/QĐ-UBND", 0.5),
        make_field("so_ky_hieu", "15/QĐ-UBND", 0.8),
        make_field("nguoi_ky", "", 0.9),
    ]
    (said,) = judge_dossier(make_truth(), [make_document(0, 1, *fields)]).said_fields
    assert (said.right, said.confidence) == (True, 0.8)


def test_pages_without_truth_belong_to_no_document() -> None:
    longer = replace(perfect_document(), last_page=2)
    verdict = judge_dossier(make_truth(), [longer, make_document(3, 4)])
    assert (verdict.said_documents, verdict.right_documents) == (1, 1)


def test_a_field_by_hand_is_known_as_such() -> None:
    fields = judge_dossier(make_truth(), [perfect_document()]).said_fields
    assert {field.key: field.written for field in fields} == {
        "so_ky_hieu": False,
        "nguoi_ky": True,
    }
