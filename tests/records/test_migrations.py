"""A database of an older hoso, with work of people in it, is brought up to date."""

import os
import subprocess
import sys
from pathlib import Path

OLDER = "0005_desk"

SCRIPT = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "settings.django"
import django
django.setup()
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
call_command("migrate", "records", "{older}", verbosity=0)
from django.db.migrations.executor import MigrationExecutor
old = MigrationExecutor(connection).loader.project_state(("records", "{older}")).apps
new = lambda table, **values: old.get_model("records", table).objects.create(**values)
who = old.get_model("auth", "User").objects.create(username="lan")
dossier = new("Dossier", name="a", key="k" * 64, pipeline_version="1", page_count=1)
doubts = [
    {{"key": "review.field_unsure", "values": {{"field": key, "value": "x"}}}}
    for key in ("nguoi_ky", "trich_yeu", "ho_ten")
]
doubts.append({{"key": "review.kind_unsure", "values": {{"kind": "khac"}}}})
document = new(
    "Document", dossier=dossier, kind="khac", kind_confidence=1, first_page=0, last_page=0,
    state="in_review", doubts=doubts,
)
new("Field", document=document, key="nguoi_ky", value="x", confidence=1, page=0, box=[0, 0, 1, 1])
for key, verdict in (("trich_yeu", "confirmed"), ("ho_ten", "changed"), ("ho_ten", "undone")):
    new("Correction", document=document, field_key=key, verdict=verdict, page=0, who=who)
call_command("migrate", verbosity=0)
from records.models import Correction, Field, OpenField
print(*sorted(OpenField.objects.values_list("key", flat=True)))
print(Field.objects.get().lot < 1.0, Correction.objects.count())
for action in ("UPDATE records_correction SET after = 'y'", "DELETE FROM records_correction"):
    try:
        with transaction.atomic():
            connection.cursor().execute(action)
    except IntegrityError:
        print("refused")
"""


def test_open_fields_and_lots_are_made_and_triggers_stay(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(older=OLDER)],
        env={**os.environ, "HOSO_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout.splitlines() == ["ho_ten loai nguoi_ky", "True 3", "refused", "refused"], (
        told.stderr
    )
