"""`hanoiwork export`: writes what the directory has into a file that `hanoiwork load` takes."""

from base64 import b64decode
from pathlib import Path

from hanoiwork_ops.client import SuiteClient
from hanoiwork_ops.console import say
from hanoiwork_shared.errors import Invalid

EXPORT = """query ($format: String!, $what: String!) {
  exportDirectory(format: $format, what: $what) { contentBase64 } }"""
FORMATS = ("xlsx", "csv")
OWNER_ONLY = 0o600


class EndingUnknown(Invalid):
    """A file to write has a name that does not say which kind it is to be."""

    code = "ops.file_ending_unknown"
    vi = "Tên tệp “{file}” phải kết thúc bằng .xlsx hoặc .csv."
    en = "The name “{file}” must end in .xlsx or .csv."


def export_file(file: str, *, what: str, url: str, user: str, password: str) -> None:
    """Write a file for its owner only, whole or not at all; its ending says which kind it is."""
    path = Path(file)
    form = path.suffix.removeprefix(".").lower()
    if form not in FORMATS:
        raise EndingUnknown(file=file)
    client = SuiteClient(url)
    client.sign_in(user, password)
    answer = client.ask(EXPORT, {"format": form, "what": what})["exportDirectory"]
    _write(path, b64decode(answer["contentBase64"]))
    say(f"{file}: {what}")


def _write(path: Path, content: bytes) -> None:
    """Write a file that only its owner reads: it holds names of people."""
    beside = path.with_name(f".{path.name}.part")
    beside.unlink(missing_ok=True)
    beside.touch(mode=OWNER_ONLY, exist_ok=False)
    beside.write_bytes(content)
    beside.replace(path)
