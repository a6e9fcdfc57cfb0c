"""`hanoiwork export`: what it writes holds names of people, so only its owner reads it."""

import stat
from base64 import b64encode
from pathlib import Path

import pytest

from hanoiwork_ops import exporting


class Answering:
    """A suite that exports three letters."""

    def __init__(self, _url: str) -> None:
        pass

    def sign_in(self, _user: str, _password: str) -> None:
        pass

    def ask(self, _document: str, _variables: object) -> dict[str, dict[str, str]]:
        return {"exportDirectory": {"contentBase64": b64encode(b"abc").decode()}}


@pytest.mark.parametrize("there", ["nothing", "another file"])
def test_an_exported_file_is_its_owners_only_also_in_place_of_one_that_was_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: str
):
    monkeypatch.setattr(exporting, "SuiteClient", Answering)
    file = tmp_path / "people.csv"
    if there == "another file":
        for one in (file, tmp_path / ".people.csv.part"):
            one.write_text("old")
            one.chmod(0o644)
    exporting.export_file(str(file), what="people", url="", user="", password="")
    assert file.read_bytes() == b"abc"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["people.csv"]
