from dossiers.geometry import Box
from dossiers.page import Word
from dossiers.reading_order import order_lines

WIDTH = 1600


def words(left: int, top: int, text: str, height: int = 30, space: int = 12) -> list[Word]:
    """The words of one printed line; a letter is 14 pixels wide."""
    found = []
    for word in text.split():
        right = left + 14 * len(word)
        found.append(Word(word, Box(left, top, right, top + height), 0.9))
        left = right + space
    return found


def centered(center: int, top: int, text: str) -> list[Word]:
    width = 14 * len(text.replace(" ", "")) + 12 * text.count(" ")
    return words(center - width // 2, top, text)


def read(*lines: list[Word]) -> list[str]:
    """Order shuffled words: nothing may depend on the order in which they come."""
    mixed = sorted((word for line in lines for word in line), key=lambda word: word.text[::-1])
    return [line.text for line in order_lines(mixed, WIDTH)]


BODY = [
    words(
        200,
        700,
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015 và các văn bản",
    ),
    words(
        200,
        750,
        "hướng dẫn thi hành, xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12 ngày 02",
    ),
    words(200, 800, "tháng 3 năm 2024 về việc số hóa hồ sơ lưu trữ của các cơ quan thuộc tỉnh"),
]


def test_no_words_make_no_lines() -> None:
    assert order_lines([], WIDTH) == ()


def test_full_lines_are_read_from_top_to_bottom() -> None:
    assert [text.split()[0] for text in read(*BODY)] == ["Căn", "hướng", "tháng"]


def test_the_left_block_of_a_head_comes_before_the_right_one() -> None:
    assert read(
        centered(430, 100, "ỦY BAN NHÂN DÂN"),
        centered(1100, 100, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        centered(430, 145, "TỈNH QUẢNG NGÃI"),
        centered(1100, 145, "Độc lập - Tự do - Hạnh phúc"),
        centered(430, 220, "Số: 542 /TB-UBND"),
        centered(1100, 220, "Quảng Ngãi, ngày 06 tháng 11 năm 2024"),
        centered(800, 330, "THÔNG BÁO"),
        *BODY,
    )[:7] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH QUẢNG NGÃI",
        "Số: 542 /TB-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Quảng Ngãi, ngày 06 tháng 11 năm 2024",
        "THÔNG BÁO",
    ]


def test_a_subject_below_the_number_stays_with_the_left_block() -> None:
    found = read(
        centered(430, 100, "UBND TỈNH"),
        centered(1100, 100, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
        centered(430, 145, "VĂN PHÒNG"),
        centered(1100, 145, "Độc lập - Tự do"),
        centered(430, 190, "V/v công bố danh mục"),
        centered(430, 230, "thủ tục hành chính"),
        centered(800, 400, "Kính gửi: Sở Nội vụ và Ủy ban nhân dân các huyện"),
        *BODY,
    )
    assert found[:4] == ["UBND TỈNH", "VĂN PHÒNG", "V/v công bố danh mục", "thủ tục hành chính"]
    assert found[4] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"


def test_the_receivers_at_the_foot_come_before_the_signer() -> None:
    assert read(
        *BODY,
        words(200, 900, "Nơi nhận:"),
        centered(1150, 905, "TL. CHỦ TỊCH"),
        words(200, 938, "- Như trên;"),
        centered(1150, 950, "CHÁNH VĂN PHÒNG"),
        words(200, 972, "- Sở Tài chính;"),
        words(200, 1006, "- Lưu: VT."),
        centered(1150, 1200, "Nguyễn Văn An"),
    )[3:] == [
        "Nơi nhận:",
        "- Như trên;",
        "- Sở Tài chính;",
        "- Lưu: VT.",
        "TL. CHỦ TỊCH",
        "CHÁNH VĂN PHÒNG",
        "Nguyễn Văn An",
    ]


def test_a_foot_whose_lines_are_level_is_told_by_its_centered_signer() -> None:
    found = read(
        *BODY,
        words(200, 900, "Nơi nhận:"),
        centered(1150, 900, "CHỦ TỊCH"),
        words(200, 940, "- Như trên;"),
        centered(1150, 940, "(đã ký và đóng dấu)"),
        words(200, 980, "- Lưu: VT."),
        centered(1150, 980, "Nguyễn Văn Bình An"),
    )
    assert found[3:6] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]


def test_a_table_is_read_row_by_row() -> None:
    rows = [
        words(200, top, number) + words(400, top, name) + words(1000, top, born)
        for top, number, name, born in (
            (900, "1", "Trần Thị Bé", "1980"),
            (950, "2", "Lê Văn Cường Em", "1975"),
            (1000, "3", "Đỗ Dung", "1991"),
            (1050, "4", "Hoàng Văn Út", "1969"),
        )
    ]
    assert read(*BODY, *rows)[3:] == [
        "1 Trần Thị Bé 1980",
        "2 Lê Văn Cường Em 1975",
        "3 Đỗ Dung 1991",
        "4 Hoàng Văn Út 1969",
    ]


def test_labels_and_their_values_stay_together() -> None:
    rows = [
        words(200, top, label) + words(900, top, value)
        for top, label, value in (
            (900, "Họ, chữ đệm, tên:", "Trần Thị Bé"),
            (950, "Ngày, tháng, năm sinh:", "02/3/1980"),
            (1000, "Dân tộc:", "Kinh"),
        )
    ]
    assert read(*BODY, *rows)[3:] == [
        "Họ, chữ đệm, tên: Trần Thị Bé",
        "Ngày, tháng, năm sinh: 02/3/1980",
        "Dân tộc: Kinh",
    ]


def test_a_foot_below_a_table_is_still_two_blocks() -> None:
    rows = [
        words(200, top, str(top)) + words(700, top, "Hộ gia đình") + words(1200, top, "120,5")
        for top in (900, 950, 1000, 1050)
    ]
    found = read(
        *rows,
        words(200, 1250, "Nơi nhận:"),
        centered(1150, 1255, "GIÁM ĐỐC"),
        words(200, 1290, "- Như trên;"),
        words(200, 1325, "- Lưu: VT."),
        centered(1150, 1500, "Nguyễn Văn An"),
    )
    assert found[0] == "900 Hộ gia đình 120,5"
    assert found[4:] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "GIÁM ĐỐC", "Nguyễn Văn An"]


def test_one_wide_gap_in_a_justified_line_parts_nothing() -> None:
    line = words(200, 850, "các cơ quan thuộc tỉnh") + words(700, 850, "có trách nhiệm thi hành")
    assert read(*BODY, line)[3] == "các cơ quan thuộc tỉnh có trách nhiệm thi hành"


def test_words_of_unlike_height_share_their_line() -> None:
    line = [
        Word("Số:", Box(200, 100, 242, 130), 1.0),
        Word("15", Box(260, 92, 300, 140), 1.0),
        Word("-", Box(320, 116, 330, 120), 1.0),
        Word("“Ạy”", Box(350, 96, 400, 138), 1.0),
    ]
    assert read(line) == ["Số: 15 - “Ạy”"]


def test_lines_whose_marks_and_tails_touch_stay_apart() -> None:
    upper, lower = words(200, 100, "nghiêng ngả", 44), words(200, 138, "Ẩn Ổ Ữ", 44)
    assert read(upper, lower) == ["nghiêng ngả", "Ẩn Ổ Ữ"]


def test_a_line_that_climbs_a_little_stays_one_line() -> None:
    climbing = [
        Word(
            str(number),
            Box(200 + 60 * number, 400 - 2 * number, 240 + 60 * number, 430 - 2 * number),
            1.0,
        )
        for number in range(20)
    ]
    assert read(climbing) == [" ".join(map(str, range(20)))]


def test_a_seal_that_was_read_as_a_tall_word_joins_no_lines() -> None:
    seal = [Word("§", Box(700, 650, 900, 880), 0.2)]
    assert [" ".join(text.replace("§", "").split()) for text in read(*BODY, seal)] == read(*BODY)


def test_a_spread_of_two_pages_is_read_page_by_page() -> None:
    left = [words(60, 100 + 50 * row, f"trái {row} " + "chữ " * 9) for row in range(8)]
    right = [words(860, 118 + 50 * row, f"phải {row} " + "chữ " * 9) for row in range(8)]
    found = read(*left, *right)
    assert [text.split()[0] for text in found] == ["trái"] * 8 + ["phải"] * 8
    assert [int(text.split()[1]) for text in found] == [*range(8), *range(8)]
