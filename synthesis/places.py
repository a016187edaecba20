"""Places and offices: provinces as they are, communes that do not exist."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Province:
    """A province with invented communes.

    Attributes:
        name: As it stands in the name of its offices, e.g. "Cà Mau".
        code: Of births registered there, the first three digits of a citizen number.
        agency: Of its People's Committee, the first part of a dossier code.
        communes: Invented, with their rank ("xã", "phường").
        hamlets: What an address begins with.
        peoples: Tables of ``people.toml`` and how often each occurs.
    """

    name: str
    code: str
    agency: str
    communes: tuple[str, ...]
    hamlets: tuple[str, ...]
    peoples: tuple[tuple[str, int], ...]


CA_MAU = Province(
    name="Cà Mau",
    code="096",
    agency="H12",
    communes=("xã Tân Lộc Hưng", "xã Khánh Thuận Đông", "phường Tân Xuyên Bắc", "xã Vĩnh Lợi Tây"),
    hamlets=("ấp Kênh Ngang", "ấp Rạch Lùm B", "ấp Tắc Thủ Mới", "khóm 9", "ấp Cái Rắn A"),
    peoples=(("kinh", 7), ("khmer", 3)),
)
DIEN_BIEN = Province(
    name="Điện Biên",
    code="011",
    agency="H18",
    communes=("xã Mường Phìn Sang", "xã Nà Hỳ Trong", "phường Him Lam Đông", "xã Pú Nhi Thượng"),
    hamlets=("bản Nà Pheo", "bản Huổi Lóng 2", "tổ dân phố 14", "bản Co Muông", "bản Phiêng Ban"),
    peoples=(("thai", 5), ("hmong", 3), ("kinh", 2)),
)


def title_place(place: str) -> str:
    """A commune without its rank: "xã Tân Lộc Hưng" gives "Tân Lộc Hưng"."""
    return place.split(" ", 1)[1]
