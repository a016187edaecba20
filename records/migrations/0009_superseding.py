from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import migrations, models

from records.samples import lot_of

UNDRAWN = 1.0
BATCH = 2000


def draw_lots(apps: Any, _schema_editor: Any) -> None:
    """Draw lots for fields from before there were samples."""
    field = apps.get_model("records", "Field")
    rows = field.objects.filter(lot=UNDRAWN).select_related("document__dossier")
    drawn = _drawn(rows.iterator(chunk_size=BATCH))
    while batch := list(islice(drawn, BATCH)):
        field.objects.bulk_update(batch, ["lot"])


def _drawn(rows: Any) -> Iterator[Any]:
    for row in rows:
        document = row.document
        row.lot = lot_of(document.dossier.key, document.first_page, row.key)
        yield row


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0008_turns'),
    ]

    operations = [
        migrations.AddField(
            model_name='dossier',
            name='replaced_at',
            field=models.DateTimeField(blank=True, db_index=True, help_text='A newer version read the same scans.', null=True),
        ),
        migrations.RunPython(draw_lots, migrations.RunPython.noop),
    ]
