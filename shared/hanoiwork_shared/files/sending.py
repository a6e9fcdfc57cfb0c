"""The door for a table that people send: the text of a CSV, or a CSV or XLSX in base64."""

import binascii
from base64 import b64decode
from typing import Any

from marshmallow import fields, post_load

from hanoiwork_shared.doors import Door, FieldInvalid, Flag
from hanoiwork_shared.phrases import Phrase

ONE_FILE = Phrase(
    vi="hãy gửi content hoặc contentBase64, đúng một trong hai.", en="Send content or contentBase64, one."
)
NO_BASE64 = Phrase(vi="không phải là base64.", en="Not base64.")


class TableSent(Door):
    """A file: the text of a CSV, or the bytes of a CSV or XLSX; it comes out as `content`.

    A dry run refuses what the real run would, and otherwise only says what would happen.
    """

    content = fields.String(load_default=None, allow_none=True)
    content_base64 = fields.String(load_default=None, allow_none=True)
    dry_run = Flag()

    @post_load
    def one_file(self, data: dict[str, Any], **_: object) -> dict[str, Any]:
        """Decode whichever was sent."""
        text, encoded = data["content"], data.pop("content_base64")
        if (text is None) == (encoded is None):
            raise FieldInvalid(field="content", name="content", reason=ONE_FILE)
        return {**data, "content": _decoded(encoded) if text is None else text}


def _decoded(encoded: str) -> bytes:
    try:
        return b64decode("".join(encoded.split()), validate=True)
    except binascii.Error as error:
        raise FieldInvalid(field="content_base64", name="content_base64", reason=NO_BASE64) from error
