from pathlib import Path

import numpy as np
import pytest
from django.contrib.auth.models import User

from dossiers.geometry import Box
from dossiers.page import PageFailure, Stage
from records.models import Document
from records.settling import finish
from storage.store import Store
from tests.records.making_dossiers import REASON, paper, read_as
from tests.web.making_papers import file_dossier
from web.frames import Frame, frames_of

TURNS = (0, 90, 180, 270)


def frame_of(rotation: int) -> Frame:
    return Frame(0, 300, 400, rotation, is_pictured=True)


@pytest.mark.parametrize("rotation", TURNS)
def test_a_box_lies_on_its_ink_when_the_page_is_turned(rotation: int) -> None:
    scan = np.full((400, 300), 255, np.uint8)
    scan[40:60, 100:150] = 0
    upright = np.rot90(scan, -rotation // 90)
    y, x = np.nonzero(upright == 0)
    frame = frame_of(rotation)
    ink = Box(x.min(), y.min(), x.max() + 1, y.max() + 1)
    assert frame.to_upright.box(Box(100, 40, 150, 60)) == ink
    assert upright.shape == (frame.height, frame.width)


def test_a_box_is_drawn_around_its_ink_and_not_on_it() -> None:
    assert frame_of(90).place(Box(100, 40, 150, 60)) == Box(338, 98, 362, 152)


@pytest.mark.parametrize("rotation", TURNS)
def test_the_picture_is_turned_as_its_boxes_are(rotation: int) -> None:
    frame = frame_of(rotation)
    a, b, c, d, e, f = map(int, frame.svg_transform.removeprefix("matrix(")[:-1].split())
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (0, 300) for y in (0, 400)]
    assert frame.to_upright.box(Box(0, 0, 300, 400)) == Box(0, 0, frame.width, frame.height)
    assert sorted(corners) == sorted(
        [(0, 0), (0, frame.height), (frame.width, 0), (frame.width, frame.height)]
    )


def test_a_box_at_the_edge_stays_on_the_page() -> None:
    frame = frame_of(0)
    assert frame.place(Box(0, 0, 300, 400)) == Box(0, 0, 300, 400)
    assert frame.place_label(Box(0, 0, 300, 400)) == (frame.label_radius, frame.label_radius)


@pytest.mark.django_db
def test_only_pages_that_were_opened_have_a_picture(store: Store, tmp_path: Path) -> None:
    outcomes = [
        read_as(0, "một"),
        PageFailure(1, Stage.READ, REASON),
        PageFailure(2, Stage.RASTERIZE, REASON),
    ]
    ticket = file_dossier(store, tmp_path, outcomes, [paper(0, 2)])
    frames = frames_of(ticket.dossier_id)
    assert [frames[index].is_pictured for index in range(3)] == [True, True, False]
    finish(Document.objects.get().pk, store, who=User.objects.create_user("ai"))
    frames = frames_of(ticket.dossier_id)
    assert [frames[index].is_pictured for index in range(3)] == [True, True, False]
    assert (frames[0].scan_width, frames[0].scan_height) == (1654, 2339)
