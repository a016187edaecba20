"""Distill ``places.txt.xz`` from the data of the PyPI package vietnamadminunits (MIT).

Lines: ``=P code|name`` opens a province of the 34, its communes follow one a line; then
``-P code|name`` a province of the 63, ``-D name`` a district, and its communes one a line with
the positions of the communes it went to (over all 34 provinces), the most likely first:
``Xã Khánh An>3301``. Build: ``python -m synthesis.society.distill_places DATA_FOLDER TARGET``.
"""

import json
import lzma
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dossiers.text import compose, squeeze


def distill(folder: Path) -> str:
    """The lines, from a folder with ``parser_legacy.json`` and its siblings."""
    legacy, new, converter = (
        json.loads((folder / name).read_text(encoding="utf-8"))
        for name in ("parser_legacy.json", "parser_from_2025.json", "converter_2025.json")
    )
    places: dict[tuple[str, str], int] = {}
    lines = [*_new_lines(new, places)]
    goes_to = _mapping(converter, places)
    lines += _old_lines(legacy, goes_to)
    return compose("\n".join(lines)) + "\n"


def _new_lines(new: Mapping[str, Any], places: dict[tuple[str, str], int]) -> Iterator[str]:
    position = 0
    for province, told in new["DICT_PROVINCE"].items():
        yield f"=P {told['provinceCode']}|{squeeze(told['province'])}"
        wards = new["DICT_PROVINCE_WARD_NO_ACCENTED"][province]
        # Communes told apart by accents only stand in a second table, which wins.
        spelled = new["DICT_PROVINCE_WARD_ACCENTED"].get(province, {})
        twins = {told["ward"]: key for key, told in spelled.items()}
        for key, ward in [*wards.items(), *spelled.items()]:
            if key in wards and ward["ward"] in twins:
                places[province, key] = -1
                continue
            places[province, key] = position
            position += 1
            yield squeeze(ward["ward"])


def _mapping(
    converter: Mapping[str, Any], places: Mapping[tuple[str, str], int]
) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for key, olds in wards.items():
            for old in olds:
                found.setdefault(old, []).append(places[province, key])
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            ordered = sorted(parts, key=lambda part: not part["isDefaultNewWard"])
            found.setdefault(old, []).extend(places[province, p["newWardKey"]] for p in ordered)
    return found


def _old_lines(legacy: Mapping[str, Any], goes_to: Mapping[str, list[int]]) -> Iterator[str]:
    plain = legacy["DICT_PROVINCE_DISTRICT_WARD_NO_ACCENTED"]
    spelled = legacy["DICT_PROVINCE_DISTRICT_WARD_ACCENTED"]
    for province, told in legacy["DICT_PROVINCE"].items():
        yield f"-P {told['provinceCode']}|{squeeze(told['province'])}"
        for district, title in legacy["DICT_PROVINCE_DISTRICT"][province].items():
            twins = spelled.get(province, {}).get(district, {})
            names = {ward["ward"] for ward in twins.values()}
            wards = plain.get(province, {}).get(district, {})
            rows = [*((k, w) for k, w in wards.items() if w["ward"] not in names), *twins.items()]
            lines = []
            for key, ward in rows:
                targets = [t for t in goes_to.get(f"{province}_{district}_{key}", []) if t >= 0]
                if isinstance(ward["ward"], str) and targets:
                    lines.append(f"{squeeze(ward['ward'])}>{','.join(map(str, targets))}")
            if lines:
                yield f"-D {squeeze(title['district'])}"
                yield from lines


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_bytes(lzma.compress(distill(source).encode(), preset=9 | lzma.PRESET_EXTREME))
