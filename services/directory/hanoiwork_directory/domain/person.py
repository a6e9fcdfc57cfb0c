"""People, each with their posts and leaves: what changes together and is told together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from hanoiwork_directory.domain.employment import PersonType
from hanoiwork_directory.domain.leave import Leave, Leaves
from hanoiwork_directory.domain.post import Post, Posts, current_primary
from hanoiwork_directory.domain.refusals import PersonActive, PersonInactive
from hanoiwork_directory.events import LeaveTold, PersonChanged, PostTold
from hanoiwork_shared.identifiers import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who works for the city; `unit_id`, `position` and `person_type` are those of the primary post.

    After somebody has left they are those of the last one.
    """

    id: str
    code: str
    full_name: str
    position: str
    person_type: PersonType
    unit_id: str | None
    active: bool = True
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A person with every post and every leave, past ones included, in order."""

    person: Person
    posts: Posts = ()
    leaves: Leaves = ()


def demand_active(person: Person) -> None:
    """Refuse to change somebody who has left."""
    if not person.active:
        raise PersonInactive(field="person", key=person.code)


def demand_gone(person: Person) -> None:
    """Refuse to bring back somebody who is there."""
    if person.active:
        raise PersonActive(field="person", key=person.code)


def new_post(
    person: Person,
    *,
    unit_id: str,
    since: date,
    position: str | None = None,
    person_type: PersonType | None = None,
    primary: bool = True,
    until: date | None = None,
) -> Post:
    """A new post of a person; position and type are the person's own unless said."""
    return Post(
        id=new_id(),
        person_id=person.id,
        unit_id=unit_id,
        position=person.position if position is None else position,
        person_type=person_type or person.person_type,
        primary=primary,
        valid_from=since,
        valid_to=until,
    )


def next_dossier(
    before: Dossier,
    *,
    person: Person | None = None,
    posts: Sequence[Post] | None = None,
    leaves: Sequence[Leave] | None = None,
) -> Dossier:
    """The dossier with something else in it: as it was when nothing changed, or with the person's next version."""
    now = in_order(
        Dossier(
            person=before.person if person is None else person,
            posts=before.posts if posts is None else tuple(posts),
            leaves=before.leaves if leaves is None else tuple(leaves),
        )
    )
    if now == before:
        return before
    return replace(now, person=replace(now.person, version=before.person.version + 1))


def in_order(dossier: Dossier) -> Dossier:
    """Posts and leaves by the day they begin, a primary post first, and the person as the primary post says."""
    person, primary = dossier.person, current_primary(dossier.posts)
    if primary is not None:
        person = replace(person, unit_id=primary.unit_id, position=primary.position, person_type=primary.person_type)
    return Dossier(
        person=person,
        posts=tuple(sorted(dossier.posts, key=lambda post: (post.valid_from, not post.primary, post.id))),
        leaves=tuple(sorted(dossier.leaves, key=lambda leave: (leave.starts, leave.id))),
    )


def person_told(dossier: Dossier) -> PersonChanged:
    """The fact that says what a person now is, without the name, a position's title or why somebody is away;
    a leave that was cancelled is left out.
    """
    person = dossier.person
    return PersonChanged(
        person_id=person.id,
        code=person.code,
        unit_id=person.unit_id,
        person_type=person.person_type.value,
        active=person.active,
        posts=tuple(_post_told(post) for post in dossier.posts),
        leaves=tuple(
            LeaveTold(starts=leave.starts, ends=leave.ends) for leave in dossier.leaves if not leave.cancelled
        ),
        version=person.version,
    )


def _post_told(post: Post) -> PostTold:
    return PostTold(
        unit_id=post.unit_id,
        person_type=post.person_type.value,
        primary=post.primary,
        valid_from=post.valid_from,
        valid_to=post.valid_to,
    )
