"""The full-text index: one row a document, ``rowid`` is the document's id.

``written`` keeps tone and vowel marks, ``folded`` has none; ``records.search_text`` makes
both. The tokenizer must not strip marks by itself, or the two would be the same.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("records", "0002_append_only")]
    operations = [
        migrations.RunSQL(
            """
            CREATE VIRTUAL TABLE records_search USING fts5(
                written, folded, prefix='2 3', tokenize='unicode61 remove_diacritics 0'
            );
            """,
            "DROP TABLE records_search;",
        )
    ]
