import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from records.append_only import refuse


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0006_offices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TextCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.JSONField(help_text='[left, top, right, bottom], ... in pixels of the scan, half open: a box that was drawn, or a line piece by piece, since lines climb on a scan that lies askew.')),
                ('before', models.TextField(blank=True)),
                ('after', models.TextField(blank=True, help_text='Empty where nothing is written.')),
                ('when', models.DateTimeField(auto_now_add=True)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='text_corrections', to='records.page')),
                ('undoes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='records.textcorrection')),
                ('who', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['page', 'id'],
            },
        ),
        *(refuse("records_textcorrection", action) for action in ("UPDATE", "DELETE")),
    ]
