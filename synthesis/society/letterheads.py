"""How letterheads break and shorten the names of offices."""

from random import Random

_WIDEST = 27
_BREAK_BEFORE = ("VÀ", "TỈNH", "HUYỆN", "XÃ", "PHƯỜNG", "THÀNH", "THỊ", "QUẬN", "NHÂN", "VỀ",
                 "CHI", "KHU", "PHÁT", "QUYỀN", "HỒ")  # fmt: skip
_KEEP_WITH_NEXT = ("VÀ", "VỀ", "TỈNH", "HUYỆN", "XÃ", "PHƯỜNG", "QUẬN", "THÀNH", "THỊ", "-", "SỞ",
                   "PHÒNG", "BAN", "CHI", "VĂN", "KHU", "ỦY")  # fmt: skip

# Words of two syllables that nobody breaks.
_PAIRS = frozenset(
    " ".join(pair.split())
    for pair in """
    HÀNH CHÍNH, ĐĂNG KÝ, CÔNG CHỨNG, KINH TẾ, TƯ NHÂN, CÔNG THƯƠNG, NGÂN HÀNG, ĐẤT ĐAI,
    QUẢN LÝ, CẢNH SÁT, THƯƠNG MẠI, DỊCH VỤ, KINH DOANH, GIÁO DỤC, ĐÀO TẠO, KỸ THUẬT,
    ĐẠI HỌC, CAO ĐẲNG, TRUNG TÂM, TRUNG CẤP, PHỤC VỤ, TIẾP NHẬN, KẾT QUẢ, BỘ PHẬN,
    KẾ HOẠCH, ĐẦU TƯ, NÔNG NGHIỆP, NÔNG THÔN, PHÁT TRIỂN, MÔI TRƯỜNG, TÀI NGUYÊN, LAO ĐỘNG,
    THƯƠNG BINH, XÃ HỘI, THÔNG TIN, TRUYỀN THÔNG, GIAO THÔNG, VẬN TẢI, KHOA HỌC, CÔNG NGHỆ,
    TÔN GIÁO, DÂN TỘC, BỆNH VIỆN, ĐA KHOA, KHU VỰC, CHI CỤC, VIỆT NAM, MẶT TRẬN, TỔ QUỐC,
    LIÊN HIỆP, PHỤ NỮ, CỰU CHIẾN, CHIẾN BINH, NÔNG DÂN, ĐOÀN TNCS, CHÍ MINH, HỘI ĐỒNG,
    ỦY BAN, NHÂN DÂN, VĂN PHÒNG, HỒ CHÍ, NGƯỜI CAO, CAO TUỔI, CHỮ THẬP, THẬP ĐỎ, TÒA ÁN,
    CÔNG AN, TRẬT TỰ, CƯ TRÚ, DỮ LIỆU, QUỐC GIA, DÂN CƯ, CÔNG TY, CỔ PHẦN, HỢP TÁC, TÁC XÃ,
    THÀNH VIÊN, MỘT THÀNH, XÂY DỰNG, DOANH NGHIỆP, THỦY SẢN, CHẾ BIẾN, CHÍNH SÁCH,
    NGOẠI THƯƠNG, SÀI GÒN, TIỂU HỌC, MẦM NON, THƯỜNG XUYÊN, CỘNG ĐỒNG, TÀI CHÍNH, VẬT GIÁ,
    ĐỊA CHÍNH, RUỘNG ĐẤT, TỔ CHỨC, CHÍNH QUYỀN, VĂN HÓA, THỂ THAO, DU LỊCH, HẠ TẦNG,
    ĐÔ THỊ, HỘ TỊCH, KHÁCH HÀNG, BƯU ĐIỆN, LIÊN VIỆT, TÍN DỤNG, QUỸ TÍN, Á CHÂU, KIÊN LONG,
    ĐÀ NẴNG, CẦN THƠ, HÀ NỘI, LÂM ĐỒNG, CÀ MAU, ĐIỆN BIÊN, CHÍNH CÔNG""".split(",")
)


def break_name(name: str) -> tuple[str, ...]:
    """A name in capitals on one, two or three lines of about equal width."""
    words = name.upper().split()
    length = len(name)
    if length <= _WIDEST:
        return (" ".join(words),)
    if length > 2 * _WIDEST:
        cut = _best_cut(words, 1 / 3)
        return (" ".join(words[:cut]), *break_name(" ".join(words[cut:])))
    cut = _best_cut(words, 1 / 2)
    return " ".join(words[:cut]), " ".join(words[cut:])


def _best_cut(words: list[str], share: float) -> int:
    """After how many words to break, so that the first line has its share of the letters."""
    target = share * len(" ".join(words))

    def cost(cut: int) -> float:
        bonus = 6 if words[cut] in _BREAK_BEFORE else 0
        malus = 12 if words[cut - 1] in _KEEP_WITH_NEXT or words[cut] == "-" else 0
        if f"{words[cut - 1]} {words[cut]}" in _PAIRS:
            malus += 20
        return abs(len(" ".join(words[:cut])) - target) - bonus + malus

    return min(range(1, len(words)), key=cost)


def short_committee(draws: Random, word: str, unit: str) -> tuple[str, ...]:
    """The committee above: ``UBND TỈNH CÀ MAU`` mostly, or its whole name on two lines."""
    short = "UBHC" if word.endswith("hành chính") else "UBND"
    if draws.random() < 0.55:
        return (f"{short} {unit}".upper(),)
    return word.upper(), unit.upper()
