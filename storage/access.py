"""How to reach an S3 server."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class S3Access:
    """Server and keys.

    Attributes:
        endpoint: Address of the server; empty: that of AWS.
        path_style: Address buckets by path, as Ceph and MinIO want it.
        access_key, secret_key: Empty: boto3 looks in its usual places.
    """

    endpoint: str = ""
    path_style: bool = True
    access_key: str = field(default="", repr=False)
    secret_key: str = field(default="", repr=False)


ANYWHERE = S3Access()
