"""Grounds of a decision: laws of the era, and decrees with invented numbers.

Source: names and days of the laws are public; which one was in force when is kept to the year.
"""

from dataclasses import dataclass
from datetime import date
from random import Random

from synthesis.dates import day_between, spelled
from synthesis.language.codes import law_number


@dataclass(frozen=True, slots=True)
class Law:
    """A law, from the year it is cited in to the last."""

    name: str
    passed: date
    number: str
    first: int
    last: int


def _law(line: str) -> Law:
    name, passed, number, first, last = line.split(" | ")
    return Law(name, date.fromisoformat(passed), number, int(first), int(last))


_LINES = """\
Luật Tổ chức Hội đồng nhân dân và Ủy ban hành chính các cấp | 1962-10-27 | - | 1963 | 1983
Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân | 1983-06-30 | - | 1983 | 1989
Luật Hôn nhân và gia đình | 1986-12-29 | - | 1987 | 2000
Luật Đất đai | 1987-12-29 | - | 1988 | 1993
Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân (sửa đổi) | 1989-06-30 | - | 1989 | 1994
Luật Đất đai | 1993-07-14 | - | 1993 | 2003
Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân (sửa đổi) | 1994-06-21 | - | 1994 | 2003
Bộ luật Dân sự | 1995-10-28 | - | 1996 | 2005
Pháp lệnh Cán bộ, công chức | 1998-02-26 | - | 1998 | 2009
Luật Khiếu nại, tố cáo | 1998-12-02 | - | 1999 | 2011
Luật Hôn nhân và gia đình | 2000-06-09 | - | 2001 | 2014
Luật Ngân sách nhà nước | 2002-12-16 | - | 2004 | 2016
Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân | 2003-11-26 | - | 2003 | 2015
Luật Đất đai | 2003-11-26 | - | 2004 | 2013
Luật Xây dựng | 2003-11-26 | - | 2004 | 2014
Luật Doanh nghiệp | 2005-11-29 | - | 2006 | 2014
Bộ luật Dân sự | 2005-06-14 | - | 2006 | 2016
Luật Công chứng | 2006-11-29 | - | 2007 | 2014
Luật Cán bộ, công chức | 2008-11-13 | 22/2008/QH12 | 2010 | 2025
Luật Viên chức | 2010-11-15 | 58/2010/QH12 | 2012 | 2026
Luật Lưu trữ | 2011-11-11 | 01/2011/QH13 | 2012 | 2024
Luật Khiếu nại | 2011-11-11 | 02/2011/QH13 | 2012 | 2026
Luật Tố cáo | 2018-06-12 | 25/2018/QH14 | 2019 | 2026
Luật Đất đai | 2013-11-29 | 45/2013/QH13 | 2014 | 2024
Luật Hộ tịch | 2014-11-20 | 60/2014/QH13 | 2016 | 2026
Luật Căn cước công dân | 2014-11-20 | 59/2014/QH13 | 2016 | 2024
Luật Hôn nhân và gia đình | 2014-06-19 | 52/2014/QH13 | 2015 | 2026
Luật Doanh nghiệp | 2014-11-26 | 68/2014/QH13 | 2015 | 2020
Luật Xây dựng | 2014-06-18 | 50/2014/QH13 | 2015 | 2026
Luật Công chứng | 2014-06-20 | 53/2014/QH13 | 2015 | 2025
Luật Tổ chức chính quyền địa phương | 2015-06-19 | 77/2015/QH13 | 2016 | 2025
Luật Ngân sách nhà nước | 2015-06-25 | 83/2015/QH13 | 2017 | 2025
Bộ luật Dân sự | 2015-11-24 | 91/2015/QH13 | 2017 | 2026
Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa \
phương | 2019-11-22 | 47/2019/QH14 | 2020 | 2024
Luật Giáo dục | 2019-06-14 | 43/2019/QH14 | 2020 | 2026
Luật Doanh nghiệp | 2020-06-17 | 59/2020/QH14 | 2021 | 2026
Luật Cư trú | 2020-11-13 | 68/2020/QH14 | 2021 | 2026
Luật Thi đua, khen thưởng | 2022-06-15 | 06/2022/QH15 | 2024 | 2026
Luật Căn cước | 2023-11-27 | 26/2023/QH15 | 2024 | 2026
Luật Đất đai | 2024-01-18 | 31/2024/QH15 | 2024 | 2026
Luật Lưu trữ | 2024-06-21 | 33/2024/QH15 | 2025 | 2026
Luật Tổ chức chính quyền địa phương | 2025-06-16 | 72/2025/QH15 | 2025 | 2026
Luật Ngân sách nhà nước | 2025-06-25 | 89/2025/QH15 | 2026 | 2026
Luật Cán bộ, công chức | 2025-06-24 | 80/2025/QH15 | 2025 | 2026"""
LAWS = tuple(_law(line) for line in _LINES.split("\n"))

_TOPICS = (
    "công tác văn thư; kiểm soát thủ tục hành chính; tổ chức bộ máy; chế độ tiền lương; đăng ký và "
    "quản lý hộ tịch; quản lý tài sản công; công tác lưu trữ; thi đua, khen thưởng; tuyển dụng, sử "
    "dụng và quản lý cán bộ; bồi thường, hỗ trợ, tái định cư; quản lý ngân sách; đăng ký kinh "
    "doanh; cấp giấy chứng nhận quyền sử dụng đất; chứng thực bản sao, chữ ký; xử phạt vi phạm "
    "hành chính; trợ giúp xã hội; quản lý đầu tư xây dựng; thu, nộp phí và lệ phí"
).split("; ")
_PROPOSERS = (
    "Giám đốc Sở Nội vụ|Giám đốc Sở Tài chính|Giám đốc Sở Tư pháp|Chánh Văn phòng Ủy ban nhân dân|"
    "Trưởng phòng Nội vụ|Trưởng phòng Tổ chức cán bộ|Hiệu trưởng nhà trường|Chủ tịch Hội đồng thi "
    "đua - khen thưởng|Trưởng Ban Tổ chức chính quyền|Giám đốc Công an tỉnh|công chức Tư pháp - Hộ "
    "tịch|Trưởng phòng Tài nguyên và Môi trường|Giám đốc Trung tâm Phục vụ hành chính công"
).split("|")
_MINISTRIES = (
    "Bộ Nội vụ|Bộ Tài chính|Bộ Tư pháp|Bộ Y tế|Bộ Xây dựng|Bộ Giáo dục và Đào tạo|Bộ Công an"
).split("|")


def ground(draws: Random, year: int) -> str:
    """One ground that ends with a semicolon: ``"Căn cứ Luật Hộ tịch ngày 20 tháng 11 năm 2014;"``.

    Args:
        year: When the paper was made; laws cited are of that time.
    """
    roll = draws.random()
    laws = [law for law in LAWS if law.first <= year <= law.last]
    if roll < 0.45 and laws:
        return f"Căn cứ {_cite_law(draws, draws.choice(laws))};"
    if roll < 0.8:
        return f"Căn cứ {_decree(draws, year)};"
    if roll < 0.93:
        opening = draws.choice(("Theo đề nghị của", "Xét đề nghị của", "Xét tờ trình của"))
        suffix = f" tại Tờ trình số {law_number(draws, year)}" if draws.random() < 0.4 else ""
        return f"{opening} {draws.choice(_PROPOSERS)}{suffix};"
    return draws.choice(
        (
            "Xét nhu cầu công tác và khả năng của cán bộ;",
            "Căn cứ yêu cầu nhiệm vụ và tình hình thực tế của địa phương;",
            "Xét đơn xin của đương sự và hồ sơ kèm theo;",
            f"Căn cứ biên bản họp ngày {spelled(_recent(draws, year)).removeprefix('ngày ')};",
        )
    )


def _recent(draws: Random, year: int) -> date:
    return day_between(date(year - draws.choice((0, 0, 1)), 1, 1), date(year, 12, 28), draws)


def _cite_law(draws: Random, law: Law) -> str:
    if law.number != "-" and draws.random() < 0.5:
        return f"{law.name} số {law.number}"
    return f"{law.name} {spelled(law.passed)}"


def _decree(draws: Random, year: int) -> str:
    passed = _passed(draws, year)
    topic = draws.choice(_TOPICS)
    number = draws.randint(1, 190)
    if passed.year < 1981:
        body, notation = "Hội đồng Chính phủ", f"{number}-CP"
    elif passed.year < 1992:
        body, notation = "Hội đồng Bộ trưởng", f"{number}-HĐBT"
    else:
        body = "Chính phủ"
        notation = f"{number}/CP" if passed.year < 1998 else f"{number:02d}/{passed.year}/NĐ-CP"
    if draws.random() < 0.3:
        return f"{_circular(draws, passed)} hướng dẫn {topic}"
    return f"Nghị định số {notation} {spelled(passed)} của {body} về {topic}"


def _circular(draws: Random, passed: date) -> str:
    ministry = draws.choice(_MINISTRIES)
    letters = "B" + "".join(word[0].upper() for word in ministry.split()[1:] if word != "và")
    number = draws.randint(1, 190)
    notation = f"{number:02d}/{passed.year}/TT-{letters}"
    if passed.year <= 1997:
        notation = f"{number}-TT/{letters}"
    return f"Thông tư số {notation} {spelled(passed)} của {ministry}"


def _passed(draws: Random, year: int) -> date:
    """A day in the ten years before the paper's."""
    return day_between(date(year - 10, 1, 1), date(year - 1, 12, 31), draws)
