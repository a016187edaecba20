"""The tables. Work on them goes through ``ledger``, ``corrections``, ``queries`` and ``search``.

Messages are stored as key and values, times in UTC. Page numbers count from 0, both ends
included. Corrections and events are only ever appended: here and by triggers in the database.
"""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Never

from django.conf import settings
from django.db import models
from django.utils import timezone

from dossiers.document import Source
from dossiers.page import PageState, Stage

SHA256_LENGTH = 64
CODE_LENGTH = 64
NAME_LENGTH = 1000
NEVER = date.max


class Verdict(StrEnum):
    """What a person said about a field; ``UNDONE`` takes the person's last word back."""

    CONFIRMED = "confirmed"
    CHANGED = "changed"
    ILLEGIBLE = "illegible"
    ABSENT = "absent"
    UNDONE = "undone"


def _choices(
    codes: type[PageState] | type[Stage] | type[Source] | type[Verdict],
) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in codes]


class AppendOnlyError(Exception):
    """Somebody tried to change what may only be appended: a bug."""


class AppendOnly(models.Model):
    """A row that is written once. The triggers of the migrations say the same to raw SQL."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnlyError(f"{self._meta.label} {self.pk} may not be changed")
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> Never:
        raise AppendOnlyError(f"{self._meta.label} {self.pk} may not be deleted")


class Office(models.Model):
    """A part of the administration that works on its own dossiers.

    ``code`` is lower-case ASCII; the folder of this name in the hot folder is the office's own.
    """

    code = models.SlugField(max_length=CODE_LENGTH, unique=True)
    name = models.CharField(max_length=NAME_LENGTH)
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="offices", blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """What one INPUT brought, counted when it was taken in; of no office: everybody's."""

    name = models.CharField(max_length=NAME_LENGTH)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True)
    source = models.CharField(max_length=NAME_LENGTH)
    taken_at = models.DateTimeField(auto_now_add=True)
    pages = models.PositiveIntegerField(help_text="Sheets of all streams, and one a refusal.")
    ignored = models.JSONField(default=list, help_text="Names of files that hold no scans.")

    def __str__(self) -> str:
        return self.name


class Original(models.Model):
    """A file as delivered; its bytes lie in the store and never change."""

    sha256 = models.CharField(max_length=SHA256_LENGTH, unique=True)
    size = models.PositiveBigIntegerField()
    media = models.CharField(max_length=100)
    pages = models.PositiveIntegerField()
    stored_as = models.CharField(max_length=NAME_LENGTH, help_text="Name in the store.")

    def __str__(self) -> str:
        return self.sha256


class Refusal(models.Model):
    """A file that could not be taken in; it counts as one page in quarantine.

    ``sha256`` and ``stored_as`` are empty for a file whose bytes could not even be read.
    """

    name = models.CharField(max_length=NAME_LENGTH)
    sha256 = models.CharField(max_length=SHA256_LENGTH, blank=True)
    size = models.PositiveBigIntegerField()
    stored_as = models.CharField(max_length=NAME_LENGTH, blank=True)
    reason = models.JSONField()
    pipeline_version = models.CharField(max_length=CODE_LENGTH)
    deliveries = models.ManyToManyField(Delivery, related_name="refusals")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sha256", "name", "pipeline_version"],
                condition=~models.Q(sha256=""),
                name="one_refusal_a_file",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Dossier(models.Model):
    """A scan stream under one version of the pipeline; ``key`` is that of ``filing``.

    Scans that come from two offices are worked on by the first.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True)
    name = models.CharField(max_length=NAME_LENGTH)
    key = models.CharField(max_length=SHA256_LENGTH)
    pipeline_version = models.CharField(max_length=CODE_LENGTH)
    page_count = models.PositiveIntegerField(help_text="Counted when it was taken in.")
    doubts = models.JSONField(default=list)
    deliveries = models.ManyToManyField(Delivery, through="Arrival", related_name="dossiers")
    finished_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(
        null=True, blank=True, db_index=True, help_text="A newer version read the same scans."
    )
    seconds = models.FloatField(default=0.0)
    cpu_seconds = models.FloatField(default=0.0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "pipeline_version"], name="one_dossier_a_key")
        ]

    def __str__(self) -> str:
        return self.name


class Arrival(models.Model):
    """A stream of a delivery; the same scans that come twice arrive twice as one dossier."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="arrivals")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="arrivals")
    name = models.CharField(max_length=NAME_LENGTH)

    def __str__(self) -> str:
        return self.name


class Page(models.Model):
    """A sheet and what was read on it.

    A page whose reading is known stays ``to_do`` until its dossier is recorded. ``stage`` and
    ``reason`` are those of a ``PageFailure``, else empty.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="pages")
    index = models.PositiveIntegerField()
    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="sheets")
    number = models.PositiveIntegerField(help_text="Page number within the original, from 0.")
    delivered_as = models.CharField(max_length=NAME_LENGTH, help_text="Name of the file.")
    state = models.CharField(
        max_length=20, choices=_choices(PageState), default=PageState.TO_DO.value
    )
    stage = models.CharField(max_length=20, choices=_choices(Stage), blank=True)
    reason = models.JSONField(null=True, blank=True)
    reading = models.JSONField(null=True, blank=True)
    rotation = models.PositiveSmallIntegerField(default=0)
    blank = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    confidence = models.FloatField(default=0.0)
    cpu_seconds = models.FloatField(default=0.0)

    class Meta:
        ordering: ClassVar = ["dossier", "index"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "index"], name="one_page_an_index")
        ]
        indexes: ClassVar = [models.Index(fields=["state"], name="page_state")]

    def __str__(self) -> str:
        return f"{self.delivered_as} [{self.number}]"


class StandingDocuments(models.Manager["Document"]):
    """Documents that no person divided otherwise."""

    def get_queryset(self) -> models.QuerySet["Document"]:
        return super().get_queryset().filter(replaced_at__isnull=True)


class Document(models.Model):
    """Neighboring pages that are one paper.

    One that a person divided otherwise is kept, with its fields and corrections, and stands
    nowhere any more.
    """

    objects = StandingDocuments()
    with_replaced = models.Manager()

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="documents")
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text="That of its dossier: lists of a million rows are filtered by it.",
    )
    kind = models.CharField(max_length=CODE_LENGTH)
    kind_confidence = models.FloatField()
    first_page = models.PositiveIntegerField()
    last_page = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=_choices(PageState))
    doubts = models.JSONField(default=list)
    pdf = models.CharField(max_length=NAME_LENGTH, blank=True, help_text="Name in the store.")
    at_counter = models.BooleanField(
        default=False, help_text="A page should be scanned again while the paper is still there."
    )
    promised_on = models.DateField(
        default=NEVER, help_text="Day of the answer; the last of all days where none is promised."
    )
    least_confidence = models.FloatField(default=1.0, help_text="Of its fields and its kind.")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["dossier", "first_page"]
        indexes: ClassVar = [
            models.Index(fields=["kind"], name="document_kind"),
            models.Index(fields=["state"], name="document_state"),
            # Whole: the queue is ordered, filtered and counted without the table.
            models.Index(
                fields=[
                    "state",
                    "-at_counter",
                    "promised_on",
                    "least_confidence",
                    "id",
                    "office",
                    "kind",
                    "replaced_at",
                ],
                name="document_queue",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_page}-{self.last_page}"


class Field(models.Model):
    """A field as the machine found it; corrections stand beside it, never in its place."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="fields")
    key = models.CharField(max_length=CODE_LENGTH)
    value = models.TextField()
    raw = models.TextField(blank=True)
    confidence = models.FloatField()
    page = models.PositiveIntegerField()
    box = models.JSONField(help_text="[left, top, right, bottom] in pixels of the scan.")
    source = models.CharField(max_length=20, choices=_choices(Source))
    checks_passed = models.JSONField(default=list)
    checks_failed = models.JSONField(default=list)
    candidates = models.JSONField(
        default=list, help_text="[value, confidence, page, box, source] of other values."
    )
    lot = models.FloatField(
        default=1.0, help_text="0..1, by hash: fields with the lowest are checked by sample."
    )

    class Meta:
        ordering: ClassVar = ["document", "id"]
        indexes: ClassVar = [models.Index(fields=["key", "lot"], name="field_lot")]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"


class OpenField(models.Model):
    """A doubtful field of a document that waits, on which no word of a person stands.

    ``first`` and ``second`` made entries that do not settle it: they are not asked again.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="open_fields")
    key = models.CharField(max_length=CODE_LENGTH)
    first = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "key"], name="one_open_field_a_key")
        ]
        indexes: ClassVar = [models.Index(fields=["key", "document"], name="open_field_key")]

    def __str__(self) -> str:
        return f"{self.document}: {self.key}"


class Correction(AppendOnly):
    """A person's word on a field. The newest one that was not taken back counts.

    An entry is one of several that people make without seeing each other's; see ``entries``.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="corrections")
    field_key = models.CharField(max_length=CODE_LENGTH)
    verdict = models.CharField(
        max_length=20, choices=_choices(Verdict), default=Verdict.CHANGED.value
    )
    page = models.PositiveIntegerField()
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    is_entry = models.BooleanField(default=False)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    when = models.DateTimeField(auto_now_add=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["document", "id"]

    def __str__(self) -> str:
        return f"{self.field_key}: {self.before} → {self.after}"


class TextCorrection(AppendOnly):
    """What a person typed in the place of words on a page. The newest one on a place counts.

    One with ``undoes`` takes that one back, and is no text itself.
    """

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="text_corrections")
    place = models.JSONField(
        help_text="[left, top, right, bottom], ... in pixels of the scan, half open: a box that "
        "was drawn, or a line piece by piece, since lines climb on a scan that lies askew."
    )
    before = models.TextField(blank=True)
    after = models.TextField(blank=True, help_text="Empty where nothing is written.")
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    when = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["page", "id"]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class Hold(models.Model):
    """A document that a person works on; nobody else is given it until then."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="hold")
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.document}: {self.who}"


class Rescan(models.Model):
    """A reviewer asks for a new scan; until it is done the document waits for the scanner."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="rescans")
    message = models.TextField()
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rescans_asked"
    )
    when = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rescans_done",
    )

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.document}: {self.message}"


class Division(AppendOnly):
    """A person's word on how a dossier falls into documents. The newest one counts."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="divisions")
    parts = models.JSONField(help_text="[kind, first page, last page] of every document.")
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    when = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["dossier", "id"]

    def __str__(self) -> str:
        return f"{self.dossier}: {len(self.parts)}"


class PageTurn(AppendOnly):
    """A person's word on which way up a page stands. The newest one counts."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="turns")
    rotation = models.PositiveSmallIntegerField(
        help_text="Clockwise degrees (0, 90, 180, 270) that turn the scan upright."
    )
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    when = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["page", "id"]

    def __str__(self) -> str:
        return f"{self.page}: {self.rotation}°"


class OlderReading(AppendOnly):
    """What was read on a page before it was read again; the columns are those of ``Page``."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="older_readings")
    reading = models.JSONField(null=True, blank=True)
    stage = models.CharField(max_length=20, choices=_choices(Stage), blank=True)
    reason = models.JSONField(null=True, blank=True)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, help_text="Who had it read again."
    )
    when = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["page", "id"]

    def __str__(self) -> str:
        return f"{self.page}: {self.when:%Y-%m-%d %H:%M}"


class Event(AppendOnly):
    """An entry of the audit: who did what to which thing, and when.

    ``chain`` is a hash over the entry and the chain of the one before it: no entry can be
    changed or taken out of the middle without a trace.
    """

    when = models.DateTimeField(default=timezone.now)
    who = models.CharField(max_length=NAME_LENGTH, help_text="A user name, or hoso itself.")
    what = models.CharField(max_length=CODE_LENGTH)
    subject = models.CharField(max_length=NAME_LENGTH, help_text="Such as `dossier 12`.")
    details = models.JSONField(default=dict)
    chain = models.CharField(max_length=SHA256_LENGTH, default="")

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["who", "what", "when"], name="event_person")]

    def __str__(self) -> str:
        return f"{self.when:%Y-%m-%d %H:%M:%S} {self.who} {self.what} {self.subject}"
