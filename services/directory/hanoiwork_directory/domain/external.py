"""External identities: whom the city's own sign-in (OpenID Connect) means by a subject."""

from dataclasses import dataclass

from hanoiwork_shared.errors import Conflict, NotFound


class IdentityTaken(Conflict):
    """The subject of an issuer is somebody else's."""

    code = "directory.identity_taken"
    vi = "Danh tính “{subject}” đã gắn với người khác; hãy gỡ trước khi gắn lại."
    en = "The identity “{subject}” is somebody else's; unlink it first."


class IdentityUnlinked(NotFound):
    """An identity to unlink is nobody's."""

    code = "directory.identity_unlinked"
    vi = "Danh tính “{subject}” chưa gắn với ai."
    en = "The identity “{subject}” is linked to nobody."


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalIdentity:
    """A subject of an issuer, and the person it means."""

    issuer: str
    subject: str
    person_id: str
