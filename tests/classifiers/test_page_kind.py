import pytest
from making_pages import BODY, decision_text, line, page_text

from classifiers.page_kind import judge_page
from classifiers.page_numbers import PageNumber, find_page_number
from classifiers.titles import phrases
from dossiers.page import PageText
from dossiers.vocabulary import kinds

MOTTO = (
    line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 800, 225),
    line("Độc lập - Tự do - Hạnh phúc", 900, 290),
)


def _form(*title: str) -> PageText:
    heading = [line(text, 900, 500 + 70 * row) for row, text in enumerate(title)]
    body = [line(text, 375, 975 + 90 * row) for row, text in enumerate(BODY)]
    return page_text(*MOTTO, *heading, *body)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        (["GIẤY KHAI SINH"], "giay_khai_sinh"),
        (["TRÍCH LỤC KHAI TỬ", "(BẢN SAO)"], "trich_luc_khai_tu"),
        (["TRÍCH LỤC KẾT HÔN"], "trich_luc_ho_tich"),
        (["GIẤY CHỨNG NHẬN KẾT HÔN"], "giay_chung_nhan_ket_hon"),
        (["GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN"], "giay_xac_nhan_tinh_trang_hon_nhan"),
        (["TỜ KHAI", "CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN"], "to_khai_ho_tich"),
        (["TỜ KHAI ĐĂNG KÝ KHAI SINH"], "to_khai_ho_tich"),
        (["GIẤY CHỨNG NHẬN", "QUYỀN SỬ DỤNG ĐẤT"], "giay_chung_nhan_qsdd"),
        (["ĐƠN ĐĂNG KÝ BIẾN ĐỘNG", "ĐẤT ĐAI, TÀI SẢN GẮN LIỀN VỚI ĐẤT"],
         "don_dang_ky_bien_dong_dat_dai"),
        (["HỢP ĐỒNG", "CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT"], "hop_dong_chuyen_nhuong_qsdd"),
        (["HỢP ĐỒNG LAO ĐỘNG"], "hop_dong"),
        (["GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH"], "giay_chung_nhan_dang_ky_kinh_doanh"),
        (["ĐƠN ĐỀ NGHỊ CẤP GIẤY PHÉP XÂY DỰNG"], "don_de_nghi"),
        (["ĐƠN XIN XÁC NHẬN"], "don_de_nghi"),
        (["GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"], "giay_tiep_nhan_ho_so"),
        (["PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"], "phieu_kiem_soat"),
        (["GIẤY ỦY QUYỀN"], "giay_uy_quyen"),
        (["BIÊN BẢN LÀM VIỆC"], "bien_ban"),
        (["PHIẾU LÝ LỊCH TƯ PHÁP SỐ 1"], "phieu_ly_lich_tu_phap"),
        (["BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ"], "bien_lai"),
        (["BẰNG TỐT NGHIỆP TRUNG HỌC PHỔ THÔNG"], "bang_tot_nghiep"),
        (["SỔ HỘ KHẨU"], "so_ho_khau"),
        (["XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ"], "xac_nhan_thong_tin_cu_tru"),
        (["GIẤY MỜI"], "giay_moi"),
    ],
)  # fmt: skip
def test_a_heading_names_its_kind(title: list[str], kind: str) -> None:
    opinion = judge_page(_form(*title))
    assert opinion.kind == kind
    assert opinion.begins > 0.9


def test_a_misread_heading_is_recognized() -> None:
    assert judge_page(_form("GIÁY KHAI S1NH")).kind == "giay_khai_sinh"


@pytest.mark.parametrize(
    ("number", "title", "kind"),
    [
        ("Số: 15/QĐ-UBND", "QUYẾT ĐỊNH", "quyet_dinh"),
        ("Số: 15/CT-UBND", "CHÍ THỊ", "chi_thi"),
        ("Số: †/TTr-STC", "TỜ TRÌNH", "to_trinh"),
    ],
)
def test_number_and_title_agree_on_an_administrative_paper(
    number: str, title: str, kind: str
) -> None:
    opinion = judge_page(decision_text(number, title))
    assert opinion.kind == kind
    assert opinion.confidence > 0.9
    assert opinion.begins > 0.9


def test_a_paper_with_a_number_but_no_type_is_an_official_letter() -> None:
    letter = decision_text("Số: 299/UBND-TTHC", "Kính gửi: Sở Giao thông vận tải")
    assert judge_page(letter).kind == "cong_van"


def test_an_inner_page_begins_nothing_even_if_it_says_decision() -> None:
    inner = page_text(
        line("2", 1230, 150),
        line("QUYẾT ĐỊNH:", 1100, 300),
        *(line(text, 375, 500 + 90 * row) for row, text in enumerate(BODY)),
    )
    assert find_page_number(inner) == PageNumber(2)
    assert judge_page(inner).begins < 0.5


def test_names_of_papers_within_sentences_do_not_count() -> None:
    body = page_text(line("căn cứ giấy khai sinh và giấy ủy quyền của ông bà", 375, 500))
    assert judge_page(body).kind == "khac"


def test_something_unknown_is_other_with_little_confidence() -> None:
    opinion = judge_page(_form("THỰC ĐƠN TIỆC CƯỚI"))
    assert opinion.kind == "khac"
    assert opinion.confidence < 0.5


def test_the_back_of_an_identity_card_is_recognized_without_a_heading() -> None:
    back = page_text(
        line("Đặc điểm nhận dạng / Personal identification:", 300, 300),
        line("Ngón trỏ trái Ngón trỏ phải", 300, 500),
        line("IDVNM0900123450096090012345<<3", 300, 900),
    )
    opinion = judge_page(back)
    assert opinion.kind == "can_cuoc"
    assert opinion.begins < 0.5


def test_every_kind_with_phrases_is_in_the_vocabulary() -> None:
    assert set(phrases()) <= set(kinds())
    unnamed = set(kinds()) - set(phrases())
    assert unnamed == {"khac", "cong_van", "to_dau_ho_so"}
