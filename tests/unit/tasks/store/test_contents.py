"""Content is kept under its digest, in a folder or a bucket, and what does not answer is refused."""

import io
from typing import Any

import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber

from hanoiwork_tasks.domain.attaching.attachment import digest_of
from hanoiwork_tasks.domain.attaching.refusals import ContentsAway
from hanoiwork_tasks.store.contents import contents_at
from hanoiwork_tasks.store.contents.bucket import Bucket
from hanoiwork_tasks.store.contents.folder import Folder

CONTENT = "Kế hoạch".encode()
DIGEST = digest_of(CONTENT)


def test_a_folder_keeps_each_content_once_and_lets_it_go(tmp_path):
    folder = Folder(tmp_path / "files")
    folder.put(DIGEST, CONTENT)
    folder.put(DIGEST, CONTENT)
    assert folder.get(DIGEST) == CONTENT
    assert [path.name for path in (tmp_path / "files").rglob("*") if path.is_file()] == [DIGEST]
    folder.drop(DIGEST)
    folder.drop(DIGEST)
    with pytest.raises(ContentsAway):
        folder.get(DIGEST)


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "files").write_text("no folder")
    with pytest.raises(ContentsAway):
        Folder(tmp_path / "files").put(DIGEST, CONTENT)


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> tuple[Bucket, Stubber]:
    for name, value in (("ACCESS_KEY_ID", "k"), ("SECRET_ACCESS_KEY", "s"), ("DEFAULT_REGION", "hn")):
        monkeypatch.setenv(f"AWS_{name}", value)
    made = Bucket("city", prefix="work", endpoint="http://127.0.0.1:1")
    return made, Stubber(made._client)


def test_a_bucket_keeps_gives_and_lets_go(bucket: Any):
    made, answers = bucket
    where = {"Bucket": "city", "Key": f"work/{DIGEST}"}
    answers.add_response("put_object", {}, {**where, "Body": CONTENT})
    answers.add_response("get_object", {"Body": StreamingBody(io.BytesIO(CONTENT), len(CONTENT))}, where)
    answers.add_response("delete_object", {}, where)
    with answers:
        made.put(DIGEST, CONTENT)
        assert made.get(DIGEST) == CONTENT
        made.drop(DIGEST)
        answers.assert_no_pending_responses()


def test_a_bucket_that_refuses_or_is_away_is_refused(bucket: Any):
    made, answers = bucket
    answers.add_client_error("get_object", "NoSuchKey")
    with answers, pytest.raises(ContentsAway):
        made.get(DIGEST)
    with pytest.raises(ContentsAway):
        made.put(DIGEST, CONTENT)


def test_the_address_says_which(tmp_path):
    assert isinstance(contents_at(str(tmp_path), endpoint=""), Folder)
    found = contents_at("s3://city/work/files", endpoint="https://minio.hanoi.example")
    assert isinstance(found, Bucket)
    assert (found._name, found._prefix, found._endpoint) == ("city", "work/files", "https://minio.hanoi.example")
