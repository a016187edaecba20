"""Everything through an S3 server: deliveries from a prefix, and the store in a bucket."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from making_pages import decision
from moto.server import ThreadedMotoServer

from settings import REPOSITORY

KEYS = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}


@pytest.fixture
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def _hoso(home: Path, endpoint: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "HOSO_HOME": str(home),
        "HOSO_STORE": "s3://kho/phong-1",
        "HOSO_S3_ENDPOINT": endpoint,
        "HOSO_S3_ACCESS_KEY": "key",
        "HOSO_S3_SECRET_KEY": "secret",
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "cli.hoso", *arguments]
    return subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False
    )


def test_a_delivery_from_s3_is_kept_in_s3_and_verified(tmp_path: Path, endpoint: str) -> None:
    client = boto3.client("s3", endpoint_url=endpoint, **KEYS)
    for bucket in ("kho", "quét"):
        client.create_bucket(Bucket=bucket.replace("é", "e"))
    decision().save(tmp_path / "trang 1.png", dpi=(200, 200))
    client.upload_file(str(tmp_path / "trang 1.png"), "quet", "lô 7/trang 1.png")
    done = _hoso(
        tmp_path / "home",
        endpoint,
        "digitize",
        "s3://quet/lô 7",
        "--results",
        str(tmp_path / "out"),
    )
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["lô 7.json"]
    kept = [entry["Key"] for entry in client.list_objects_v2(Bucket="kho")["Contents"]]
    kinds = sorted({key.split("/")[1] for key in kept})
    assert kinds == ["images", "originals", "pdfs", "records"]
    assert all(key.startswith("phong-1/") for key in kept)
    assert _hoso(tmp_path / "home", endpoint, "verify").returncode == 0
    lost = next(key for key in kept if "/pdfs/" in key)
    client.delete_object(Bucket="kho", Key=lost)
    assert _hoso(tmp_path / "home", endpoint, "verify").returncode == 8


def test_a_server_that_is_away_is_told_with_its_own_code(tmp_path: Path) -> None:
    decision().save(tmp_path / "page.png")
    done = _hoso(tmp_path / "home", "http://127.0.0.1:9", "digitize", str(tmp_path / "page.png"))
    assert done.returncode == 5
    assert "127.0.0.1:9" in done.stderr
    assert "Traceback" not in done.stderr
