"""What may be sent of files, and files as they are shown."""

import binascii
from base64 import b64decode, b64encode
from dataclasses import asdict
from typing import Any

from marshmallow import fields, post_load, validate

from hanoiwork_shared.doors import Code, FieldInvalid
from hanoiwork_shared.facts import plain
from hanoiwork_shared.files.sending import NO_BASE64
from hanoiwork_tasks.domain.attaching.attachment import Attachment
from hanoiwork_tasks.schemas.kinds import Spoken
from hanoiwork_tasks.service.attaching import File

_LONGEST_PATH = 1000


class AttachFile(Spoken):
    """A file for a task; it comes out as its bytes."""

    task = Code(required=True)
    name = fields.String(required=True, validate=validate.Length(max=_LONGEST_PATH))
    content_base64 = fields.String(required=True)

    @post_load
    def decoded(self, data: dict[str, Any], **_: object) -> dict[str, Any]:
        """With the content as bytes."""
        encoded = data.pop("content_base64", "")
        try:
            return {**data, "content": b64decode("".join(encoded.split()), validate=True)}
        except (binascii.Error, ValueError) as error:
            raise FieldInvalid(field="content_base64", name="content_base64", reason=NO_BASE64) from error


class AttachmentNamed(Spoken):
    """An attached file."""

    attachment = Code(required=True)


def shown_attachment(one: Attachment) -> object:
    """An attached file as it is shown, without its content."""
    return plain({**asdict(one), "url": f"/files/tasks/{one.id}"})


def shown_file(file: File) -> object:
    """A file with its content."""
    return {
        "name": file.name,
        "media_type": file.media_type,
        "content_base64": b64encode(file.content).decode("ascii"),
    }
