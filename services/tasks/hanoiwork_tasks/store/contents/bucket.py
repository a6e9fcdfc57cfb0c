"""Content in a bucket that speaks S3: Amazon's, or MinIO, Ceph and their like in the city's own rooms."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from hanoiwork_tasks.domain.attaching.refusals import ContentsAway

SECONDS = 5
"""How long the bucket may take to be reached, and between two pieces of an answer (our choice)."""


class Bucket:
    """One object for each content. The keys of the account come from where boto3 looks: AWS_ACCESS_KEY_ID and so on."""

    def __init__(self, name: str, *, prefix: str = "", endpoint: str | None = None) -> None:
        self._name = name
        self._prefix = prefix
        self._endpoint = endpoint

    def put(self, digest: str, content: bytes) -> None:
        """Keep content; again changes nothing."""
        with _away():
            self._client.put_object(Bucket=self._name, Key=self._key(digest), Body=content)

    def get(self, digest: str) -> bytes:
        """The content."""
        with _away():
            found: bytes = self._client.get_object(Bucket=self._name, Key=self._key(digest))["Body"].read()
            return found

    def drop(self, digest: str) -> None:
        """Let content go; gone already is well."""
        with _away():
            self._client.delete_object(Bucket=self._name, Key=self._key(digest))

    @cached_property
    def _client(self) -> Any:
        config = Config(connect_timeout=SECONDS, read_timeout=SECONDS, retries={"max_attempts": 2})
        return boto3.client("s3", endpoint_url=self._endpoint, config=config)

    def _key(self, digest: str) -> str:
        return f"{self._prefix}/{digest}" if self._prefix else digest


@contextmanager
def _away() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise ContentsAway(what="files") from error
