"""Text out of bytes: UTF-8, and a refusal that names what else it looks like."""

from hanoiwork_shared.files.refusals import FileMalformed
from hanoiwork_shared.phrases import Phrase

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
OLD_LETTERS = frozenset("đĐăĂơƠưƯ")
"""Letters that windows-1258 has and the western encodings do not."""
SAMPLE = 4096
"""Bytes that are looked at to guess an encoding."""


def read_text(content: bytes, *, name: str) -> str:
    """Decode a file called `name`. Raises FileMalformed with the line and the byte in it that is not UTF-8."""
    if content.startswith(UTF_16) or b"\x00" in content[:SAMPLE]:
        raise FileMalformed(line=1, column=1, reason=_not_utf_8(name, "UTF-16"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        raise FileMalformed(line=line, column=column, reason=_not_utf_8(name, _guessed(content))) from error


def _guessed(content: bytes) -> str:
    """The encoding that Vietnamese files had before UTF-8, if this looks like one; the others cannot be told apart."""
    letters = content.decode("cp1258", errors="ignore")
    return "windows-1258" if OLD_LETTERS & set(letters) else ""


def _not_utf_8(name: str, seems: str) -> Phrase:
    if not seems:
        return Phrase(vi=f"{name} không phải là UTF-8", en=f"{name} is not UTF-8")
    return Phrase(
        vi=f"{name} không phải là UTF-8 mà có vẻ là {seems}; hãy lưu lại dưới dạng CSV UTF-8",
        en=f"{name} is not UTF-8 but seems to be {seems}; save it as CSV UTF-8",
    )
