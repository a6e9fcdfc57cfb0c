"""Where the content of files is kept: in a folder, or in a bucket that speaks S3."""

from pathlib import Path

from hanoiwork_tasks.service.attaching_port import Contents
from hanoiwork_tasks.store.contents.bucket import Bucket
from hanoiwork_tasks.store.contents.folder import Folder

BUCKETS = "s3://"


def contents_at(address: str, *, endpoint: str) -> Contents:
    """The storage at an address: `s3://BUCKET/PREFIX`, with the `endpoint` of its service if it is not Amazon's, or a
    folder.
    """
    if not address.startswith(BUCKETS):
        return Folder(Path(address))
    bucket, _, prefix = address.removeprefix(BUCKETS).partition("/")
    return Bucket(bucket, prefix=prefix.strip("/"), endpoint=endpoint or None)
