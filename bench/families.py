"""Kinds of documents in families, so that each has enough pages to measure."""

from bench.truth import TrueDocument
from dossiers.vocabulary import kinds

FAMILIES = {
    "identity": "can_cuoc cmnd ho_chieu",
    "civil status": "giay_khai_sinh trich_luc_ho_tich giay_chung_nhan_ket_hon"
    " giay_xac_nhan_tinh_trang_hon_nhan trich_luc_khai_tu to_khai_ho_tich",
    "residence": "so_ho_khau xac_nhan_thong_tin_cu_tru",
    "land": "giay_chung_nhan_qsdd don_dang_ky_bien_dong_dat_dai hop_dong_chuyen_nhuong_qsdd",
    "business": "giay_chung_nhan_dang_ky_kinh_doanh",
    "one stop": "giay_tiep_nhan_ho_so phieu_kiem_soat bien_lai don_de_nghi",
    "certificates": "bang_tot_nghiep phieu_ly_lich_tu_phap",
}
# Papers of NĐ 30/2020, the kinds of the real scans.
OFFICIAL = "official"
OTHER = "other"

_FAMILY_OF = {kind: family for family, codes in FAMILIES.items() for kind in codes.split()}
# Letters are of NĐ 30 too, and have no abbreviation there.
_ALSO_OFFICIAL = frozenset({"cong_van", "thu_cong"})


def family_of(document: TrueDocument | None) -> str:
    """The family of a document's kind; a page of no document is of another one."""
    if document is None:
        return OTHER
    if document.kind in _FAMILY_OF:
        return _FAMILY_OF[document.kind]
    kind = kinds().get(document.kind)
    official = document.kind in _ALSO_OFFICIAL or (kind is not None and bool(kind.abbreviation))
    return OFFICIAL if official else OTHER
