"""`hanoiwork export`: writes what the directory has into a file that `hanoiwork load` takes."""

from base64 import b64decode
from pathlib import Path

from hanoiwork_ops.client import SuiteClient
from hanoiwork_ops.console import say
from hanoiwork_shared.errors import Invalid

EXPORT = """query ($format: String!, $what: String!) {
  exportDirectory(format: $format, what: $what) { contentBase64 } }"""
FORMATS = ("xlsx", "csv")


class EndingUnknown(Invalid):
    """A file to write has a name that does not say which kind it is to be."""

    code = "ops.file_ending_unknown"
    vi = "Tên tệp “{file}” phải kết thúc bằng .xlsx hoặc .csv."
    en = "The name “{file}” must end in .xlsx or .csv."


def export_file(file: str, *, what: str, url: str, user: str, password: str) -> None:
    """Write a file, whole or not at all; its ending says which kind it is."""
    path = Path(file)
    form = path.suffix.removeprefix(".").lower()
    if form not in FORMATS:
        raise EndingUnknown(file=file)
    client = SuiteClient(url)
    client.sign_in(user, password)
    answer = client.ask(EXPORT, {"format": form, "what": what})["exportDirectory"]
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(b64decode(answer["contentBase64"]))
    beside.replace(path)
    say(f"{file}: {what}")
