"""Every knob, read once, from ``HOSO_*`` variables or ``hoso.toml`` in the working folder."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from dossiers.messages import Language
from settings.station_keys import Keys, check_keys
from settings.wrong_settings import (
    WrongSettingError,
    name_bad_file,
    name_bad_json,
    name_wrong_setting,
)

REPOSITORY = Path(__file__).resolve().parent.parent
FILE = "hoso.toml"


class Speech(BaseSettings):
    """The language by itself: it can be read while other settings are wrong."""

    model_config = SettingsConfigDict(
        env_prefix="HOSO_", toml_file=FILE, frozen=True, extra="ignore"
    )

    language: Language = Field(
        default=Language.VIETNAMESE, description="Language of messages: vi or en."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # pydantic calls by position
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # likewise
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def _pairs(given: object) -> object:
    """A table as pairs: settings are keys of caches, and a dict cannot be one."""
    return tuple(given.items()) if isinstance(given, dict) else given


class Settings(Speech):
    """What an office can set; docs/settings.md lists every one."""

    model_config = SettingsConfigDict(extra="forbid")

    home: Path = Field(
        default=REPOSITORY / "var",
        description="Folder of the database, the store and Prefect's own data.",
    )
    store: str = Field(
        default="",
        description="Where originals, images, PDFs and records lie: a folder or "
        "s3://bucket/prefix. Empty: the folder `store` under `home`.",
    )
    s3_endpoint: str = Field(
        default="", description="Address of the S3 server; empty: the one of the AWS region."
    )
    s3_path_style: bool = Field(
        default=True, description="Address buckets by path, as Ceph and MinIO want it."
    )
    s3_access_key: SecretStr = Field(
        default=SecretStr(""), description="Empty: boto3 looks in its usual places."
    )
    s3_secret_key: SecretStr = Field(default=SecretStr(""), description="Beside the access key.")
    database: str = Field(
        default="", description="Path of the SQLite file. Empty: `hoso.sqlite3` under `home`."
    )
    reading: Literal["fast", "thorough"] = Field(
        default="thorough",
        description="fast: our own line reader alone; thorough: Tesseract too reads the lines "
        "that it doubts.",
    )
    engine: Literal["auto", "tesserocr", "pytesseract"] = Field(
        default="auto",
        description="How Tesseract is called; auto takes the quickest way that is installed.",
    )
    tessdata: str = Field(
        default="", description="Folder of Tesseract's language data; empty: Debian's."
    )
    language_model: str = Field(
        default="hoso",
        description="Tesseract language data to read with: hoso is our own, trained on "
        "synthetic papers; or the name of a file in `tessdata`.",
    )
    procedures: Path | None = Field(
        default=None,
        description="TOML file of procedures and the papers that their dossiers must hold; "
        "empty: hoso's own.",
    )
    page_kind: Path | None = Field(
        default=None,
        description="Folder of a Hugging Face sequence classification checkpoint that names kinds "
        "of papers; empty: hoso's own network.",
    )
    workers: int = Field(
        default=0, ge=0, description="Processes that read pages; 0: one a processor core."
    )
    page_seconds: int = Field(
        default=180, ge=1, description="A page that takes longer is given up and reviewed."
    )
    review_below: float = Field(
        default=0.8,
        ge=0,
        le=1,
        description="Kinds and boundaries with less confidence than this wait for a person.",
    )
    accept_precision: float = Field(
        default=0.995,
        ge=0.5,
        le=1,
        description="The share of fields that must be right among those that no person looks at.",
    )
    accept_precision_by: Annotated[tuple[tuple[str, float], ...], BeforeValidator(_pairs)] = Field(
        default=(),
        description="Other shares by `kind/field`, `field` or `kind`, as JSON: "
        '`{"so_dinh_danh": 0.999}`.',
    )
    sample_rate: float = Field(
        default=0.01,
        ge=0,
        le=1,
        description="The share of fields that no person looked at and that are checked by sample.",
    )
    sample_rate_by: Annotated[tuple[tuple[str, float], ...], BeforeValidator(_pairs)] = Field(
        default=(),
        description='Other shares by field, as JSON: `{"so_dinh_danh": 0.05}`.',
    )
    hold_minutes: int = Field(
        default=15,
        ge=1,
        description="A document that a reviewer leaves alone so long is given to others.",
    )
    second_entry: tuple[str, ...] = Field(
        default=(),
        description="Fields that a second person types without seeing what the first typed, as "
        '`field` or `kind/field`, as JSON: `["so_dinh_danh", "giay_khai_sinh/ngay_sinh"]`; where '
        "the two differ, a third decides.",
    )
    unmasked_roles: tuple[str, ...] = Field(
        default=("archivist", "administrator"),
        description="Roles that see numbers of persons in lists whole, as JSON; others see the "
        "last 3 digits.",
    )
    keys: Annotated[Keys, BeforeValidator(_pairs), AfterValidator(check_keys)] = Field(
        default=(),
        description="Other function keys of the review station, as JSON: "
        '`{"illegible": "F10"}`; acts: help, illegible, turn, absent, rescan, divide, undo, '
        "finish, previous, leave. Shift+F1 to Shift+F12 are keys too.",
    )
    hosts: tuple[str, ...] = Field(
        default=(),
        description="Names under which browsers call the desk, as JSON: "
        '`["hoso.xa-tan-loc.example"]`. This machine itself is always allowed.',
    )
    https: bool = Field(
        default=False,
        description="The desk is called by HTTPS, through a reverse proxy: "
        "cookies go no other way.",
    )
    session_minutes: int = Field(
        default=120, ge=1, description="Whoever leaves the desk alone so long must log in again."
    )
    second_factor_for: tuple[
        Literal["scanner", "reviewer", "operator", "archivist", "administrator"], ...
    ] = Field(
        default=(),
        description="Roles whose people must give a code from their phone at every login, as JSON: "
        '`["administrator"]`.',
    )
    upload_gigabytes: int = Field(
        default=20, ge=1, description="One upload in the browser brings no more than this."
    )
    upload_keep_days: int = Field(
        default=7,
        ge=1,
        description="An upload that broke off can be gone on with for so many days, then it is "
        "removed.",
    )
    hot_folder: Path | None = Field(
        default=None,
        description="Folder that is swept for deliveries. Empty: `inbox` under `home`.",
    )
    settle_seconds: int = Field(
        default=10, ge=1, description="A file in the hot folder is taken after no change this long."
    )
    secret_key: SecretStr = Field(
        default=SecretStr(""),
        description="Signs web sessions. Empty: made once and kept under `home`.",
    )

    @field_validator("procedures", "page_kind", "hot_folder", mode="before")
    @classmethod
    def _empty_is_none(cls, path: object) -> object:
        return None if path == "" else path

    def sampled(self, key: str) -> float:
        """The share of a field that is checked by sample."""
        return dict(self.sample_rate_by).get(key, self.sample_rate)

    @property
    def store_address(self) -> str:
        return self.store or str(self.home / "store")

    @property
    def database_path(self) -> Path:
        return Path(self.database) if self.database else self.home / "hoso.sqlite3"

    @property
    def inbox(self) -> Path:
        return self.hot_folder or self.home / "inbox"


@cache
def read_settings() -> Settings:
    """The settings of this process, read once.

    Raises:
        WrongSettingError: One has a value that it cannot have.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise name_wrong_setting(error, Settings) from error
    except SettingsError as error:
        raise name_bad_json(Settings) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise name_bad_file(FILE, error) from error


def spoken_language() -> Language:
    """The language to speak, also of wrong settings; Vietnamese if it is wrong itself."""
    try:
        return read_settings().language
    except WrongSettingError:
        return _read_language()


def _read_language() -> Language:
    try:
        return Speech().language
    except (ValidationError, tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
        return Language.VIETNAMESE
