"""The hot folder, swept by a real flow."""

import json

from running_hoso import RunPython, draw_page

SWEEP = """
import json, threading
from pathlib import Path
from flows.sweep import sweep
from settings.start import start_django
start_django()
from records.offices import make_office
make_office("xa-a", "Xã A")
inbox = Path("home/inbox")

def grow():
    while not ended.wait(0.2):
        with (inbox / "growing.png").open("ab") as file:
            file.write(b"more")

ended = threading.Event()
growing = threading.Thread(target=grow)
growing.start()
first = sweep(return_state=True)
ended.set()
growing.join()
(inbox / "growing.png").unlink()
second = sweep(return_state=True)
from records.models import Delivery, Document
from records.queries import status
print(json.dumps({
    "first": first.name,
    "message": first.message,
    "second": second.result(),
    "offices": dict(Delivery.objects.values_list("name", "office__code")),
    "documents": sorted(map(str, Document.objects.values_list("office__code", flat=True))),
    "holds": status().balance.holds,
    "inbox": sorted(path.name for path in inbox.iterdir()),
}))
"""


def test_a_settled_file_is_taken_once_and_a_growing_one_and_a_bad_one_do_not_stop_it(
    run_python: RunPython,
) -> None:
    inbox = run_python.home / "inbox"
    draw_page(inbox / "settled.png", 1)
    draw_page(inbox / "xa-a" / "of an office.png", 2)
    (inbox / "growing.png").write_bytes(b"\x89PNG")
    (inbox / "bad.pdf").write_bytes(b"%PDF-1.4 broken")

    printed = run_python(SWEEP, HOSO_SETTLE_SECONDS="1", HOSO_LANGUAGE="en")

    told = json.loads(printed.splitlines()[-1])
    # What is refused is kept, too.
    assert told["offices"] == {"bad": None, "settled": None, "of an office": "xa-a"}
    assert told["documents"] == ["None", "xa-a"]
    assert told["first"] == "Failed"
    assert "bad.pdf" in told["message"]
    assert "settled.png" not in told["message"]
    assert told["second"] == 0
    assert told["holds"]
    assert told["inbox"] == ["bad.pdf", "settled.png", "xa-a"]
