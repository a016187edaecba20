"""Errors that hoso can name, each with what the shell sees and a sentence for people."""

from enum import IntEnum
from typing import Self

from dossiers.messages import Message, message


class ExitCode(IntEnum):
    """What the shell sees. Published in docs/errors.md: add codes, never renumber."""

    OK = 0
    BUG = 1  # what Python itself returns for an uncaught exception
    USAGE = 2  # what click returns for a bad option
    UNREADABLE_INPUT = 3
    MISSING_TOOL = 4
    STORAGE = 5
    BAD_WEIGHTS = 6
    NEEDS_REVIEW = 7  # finished, but some pages wait for a person
    LEDGER_BROKEN = 8  # `hoso verify` found a page or an original that is lost or changed
    SERVICE = 9  # a server that hoso needs (Prefect) did not start or answer
    INTERRUPTED = 130


class DigitizationError(Exception):
    """Something went wrong that a person can mend; ``reason`` says how."""

    exit_code = ExitCode.BUG

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


class UnreadableInputError(DigitizationError):
    """A file or folder cannot be taken in."""

    exit_code = ExitCode.UNREADABLE_INPUT


class MissingToolError(DigitizationError):
    """A program or language pack is not installed."""

    exit_code = ExitCode.MISSING_TOOL

    def __init__(self, tool: str, package: str) -> None:
        super().__init__(message("tool.missing", tool=tool, package=package))
        self.tool = tool
        self.package = package

    def __reduce__(self) -> tuple[type[Self], tuple[str, str]]:
        # Errors cross from page workers; by default they are made anew from their sentence.
        return type(self), (self.tool, self.package)


class IncompleteAlphabetError(DigitizationError):
    """An engine cannot write all Vietnamese letters."""

    exit_code = ExitCode.MISSING_TOOL


class EngineError(DigitizationError):
    """An engine gave up on a page."""

    exit_code = ExitCode.BUG


class BadWeightsError(DigitizationError):
    """A model's weights are missing or are not the recorded ones."""

    exit_code = ExitCode.BAD_WEIGHTS


class StorageError(DigitizationError):
    """Bytes could not be written or read; another try may help."""

    exit_code = ExitCode.STORAGE


class ServiceError(DigitizationError):
    """A server that hoso needs did not start or answer."""

    exit_code = ExitCode.SERVICE


class WrongProceduresError(DigitizationError):
    """The file of procedures cannot be understood."""

    exit_code = ExitCode.USAGE
