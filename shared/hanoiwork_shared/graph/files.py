"""Files that people send and get."""

from graphene import ObjectType, String


class ExportedFile(ObjectType):
    """A file to save."""

    name = String(required=True)
    media_type = String(required=True)
    content_base64 = String(required=True)
