"""A store in a bucket of S3 or of what speaks like it (Ceph, MinIO). Only here is boto3 known."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

# boto3 would ask the cloud's metadata address for keys that are not set: no outward connection.
os.environ.setdefault("AWS_EC2_METADATA_DISABLED", "true")

import boto3  # after the line above
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,
    CredentialRetrievalError,
    HTTPClientError,
    IncompleteReadError,
    NoCredentialsError,
    NoRegionError,
    ParamValidationError,
    PartialCredentialsError,
)

from dossiers.errors import StorageError
from dossiers.messages import Message, message
from storage.access import S3Access
from storage.store import (
    DifferentBytesError,
    MissingBytesError,
    check_name,
    hash_chunks,
    read_chunks,
)

_WRONG_KEY = frozenset(
    {
        "InvalidAccessKeyId",
        "SignatureDoesNotMatch",
        "AuthorizationHeaderMalformed",
        "ExpiredToken",
        "InvalidToken",
    }
)
_FORBIDDEN = frozenset({"AccessDenied", "AllAccessDisabled", "AccountProblem", "403"})
_FULL = frozenset({"QuotaExceeded", "XMinioStorageFull", "InsufficientCapacity", "507"})
_BUSY = frozenset({"SlowDown", "ServiceUnavailable", "InternalError", "RequestTimeout", "503"})


class S3Client:
    """One bucket, and a sentence for everything that can go wrong with it.

    boto3's clients may be shared by threads; so may this one.
    """

    def __init__(self, bucket: str, access: S3Access) -> None:
        self.bucket = bucket
        self._server = access.endpoint or "S3"
        config = Config(
            connect_timeout=10,
            read_timeout=60,
            retries={"mode": "standard", "max_attempts": 3},
            s3={"addressing_style": "path" if access.path_style else "auto"},
            # Older Ceph and MinIO refuse the checksums that boto3 adds by itself.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        with self.failures_named(""):
            self._boto = boto3.client(
                "s3",
                endpoint_url=access.endpoint or None,
                aws_access_key_id=access.access_key or None,
                aws_secret_access_key=access.secret_key or None,
                # A server of one's own does not care; AWS finds the bucket from here.
                region_name="us-east-1" if access.endpoint else None,
                config=config,
            )

    def upload(self, key: str, stream: BinaryIO) -> None:
        """Write the rest of ``stream`` under ``key``, in parts when it is long."""
        with self.failures_named(key):
            self._boto.upload_fileobj(stream, self.bucket, key)

    def upload_bytes(self, key: str, content: bytes) -> None:
        with self.failures_named(key):
            self._boto.put_object(Bucket=self.bucket, Key=key, Body=content)

    def chunks(self, key: str) -> Iterator[bytes]:
        """The bytes under ``key``, a piece at a time."""
        with self.failures_named(key):
            yield from read_chunks(self._boto.get_object(Bucket=self.bucket, Key=key)["Body"])

    def entries(self, prefix: str) -> Iterator[tuple[str, int]]:
        """Keys that begin with ``prefix``, sorted, each with its size in bytes."""
        with self.failures_named(prefix):
            pages = self._boto.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=prefix
            )
            for page in pages:
                for entry in page.get("Contents", ()):
                    yield entry["Key"], entry["Size"]

    def size(self, key: str) -> int | None:
        """Bytes under ``key``, ``None`` when there is no such key."""
        # HEAD would do, but its answer has no body: a missing bucket, a wrong key and a
        # missing object look the same. A key sorts first among all that it begins.
        with self.failures_named(key):
            found = self._boto.list_objects_v2(Bucket=self.bucket, Prefix=key, MaxKeys=1)
        first = next(iter(found.get("Contents", ())), None)
        return cast(int, first["Size"]) if first is not None and first["Key"] == key else None

    @contextmanager
    def failures_named(self, key: str) -> Iterator[None]:
        """Turn what boto3 raises into a sentence about ``key`` or the bucket."""
        try:
            yield
        except ClientError as error:
            code = str(cast(dict[str, Any], error.response)["Error"].get("Code", ""))
            if code in ("NoSuchKey", "404"):
                raise MissingBytesError(key) from error
            raise StorageError(self._sentence(code)) from error
        except (NoCredentialsError, PartialCredentialsError, CredentialRetrievalError) as error:
            raise StorageError(message("storage.s3_wrong_key", server=self._server)) from error
        except (ConnectionError, HTTPClientError, IncompleteReadError) as error:
            raise StorageError(message("storage.s3_away", server=self._server)) from error
        except (ParamValidationError, NoRegionError, ValueError) as error:
            # boto3 says a malformed endpoint or bucket name by ValueError, of no class of its own.
            address = f"s3://{self.bucket}"
            raise StorageError(message("storage.address", address=address)) from error
        except BotoCoreError as error:
            reason = type(error).__name__
            raise StorageError(
                message("storage.s3_refused", server=self._server, code=reason)
            ) from error

    def _sentence(self, code: str) -> Message:
        """What a refusal of the server means for people."""
        if code == "NoSuchBucket":
            return message("storage.s3_no_bucket", bucket=self.bucket, server=self._server)
        if code in _WRONG_KEY:
            return message("storage.s3_wrong_key", server=self._server)
        if code in _FORBIDDEN:
            return message("storage.forbidden", place=f"s3://{self.bucket}")
        if code in _FULL:
            return message("storage.full", place=f"s3://{self.bucket}")
        if code in _BUSY:
            return message("storage.s3_away", server=self._server)
        return message("storage.s3_refused", server=self._server, code=code)


class S3Store:
    """A ``Store`` under ``prefix`` of a bucket; an empty prefix takes the whole bucket."""

    def __init__(self, client: S3Client, prefix: str) -> None:
        self._client = client
        self._prefix = f"{prefix}/" if prefix else ""

    def put(self, name: str, content: bytes) -> None:
        self._client.upload_bytes(self._key(name), content)

    def put_file(self, name: str, path: Path) -> None:
        with _opened(path) as stream:
            self._client.upload(self._key(name), stream)

    def put_once(self, name: str, path: Path, sha256: str) -> None:
        if self.exists(name):
            if self.sha256(name) != sha256:
                raise DifferentBytesError(name)
            return
        with _opened(path) as stream:
            if hash_chunks(read_chunks(stream)) != sha256:
                raise DifferentBytesError(name)
            stream.seek(0)
            self._client.upload(self._key(name), stream)

    def get(self, name: str) -> bytes:
        return b"".join(self._client.chunks(self._key(name)))

    @contextmanager
    def local(self, name: str) -> Iterator[Path]:
        # The ending stays: programs that we call look at it.
        with tempfile.NamedTemporaryFile(prefix="hoso-", suffix=Path(name).suffix) as copy:
            for chunk in self._client.chunks(self._key(name)):
                copy.write(chunk)
            copy.flush()
            yield Path(copy.name)

    def exists(self, name: str) -> bool:
        return self._client.size(self._key(name)) is not None

    def names(self, prefix: str = "") -> Iterator[str]:
        for key, _ in self._client.entries(self._prefix + prefix):
            yield key.removeprefix(self._prefix)

    def sha256(self, name: str) -> str:
        return hash_chunks(self._client.chunks(self._key(name)))

    def size(self, name: str) -> int:
        size = self._client.size(self._key(name))
        if size is None:
            raise MissingBytesError(name)
        return size

    def _key(self, name: str) -> str:
        return self._prefix + check_name(name)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A local file to upload from; one that cannot be read is named."""
    try:
        stream = path.open("rb")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageError(message("storage.failed", place=str(path), reason=reason)) from error
    with stream:
        yield stream
