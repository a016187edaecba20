from dossiers.vocabulary import UNKNOWN_KIND, field_names, kinds

# The 29 kinds that must work, as the mission names them.
ASKED_FOR = """can_cuoc cmnd ho_chieu giay_khai_sinh trich_luc_ho_tich giay_chung_nhan_ket_hon
giay_xac_nhan_tinh_trang_hon_nhan trich_luc_khai_tu so_ho_khau xac_nhan_thong_tin_cu_tru
giay_chung_nhan_qsdd don_dang_ky_bien_dong_dat_dai hop_dong_chuyen_nhuong_qsdd
giay_chung_nhan_dang_ky_kinh_doanh to_khai_ho_tich don_de_nghi giay_tiep_nhan_ho_so
phieu_kiem_soat quyet_dinh cong_van to_trinh bao_cao thong_bao bien_ban giay_uy_quyen
bang_tot_nghiep phieu_ly_lich_tu_phap bien_lai khac""".split()


def test_all_kinds_that_were_asked_for_are_known() -> None:
    assert len(ASKED_FOR) == 29
    assert set(ASKED_FOR) <= set(kinds())


def test_every_type_of_the_circular_has_a_kind() -> None:
    numbers = {kind.type_number for kind in kinds().values()}
    # 30 and 31 are maps and drawings, which are no papers of NĐ 30/2020.
    assert numbers == {f"{number:02}" for number in range(1, 33)} - {"30", "31"}
    assert kinds()[UNKNOWN_KIND].type_number == "32"


def test_people_see_names_in_both_languages() -> None:
    assert all(kind.name and kind.name_en for kind in kinds().values())
    assert field_names()["so_ky_hieu"].name == "Số, ký hiệu"
