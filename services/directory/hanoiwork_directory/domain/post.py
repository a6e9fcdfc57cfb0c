"""Posts: where somebody works, as what, and from when to when; one of them is primary at any time.

Every function takes all posts of one person and answers all of them as they then are. A change takes effect on a day:
what held before that day stays as it was. `key` is the person's code, for the sentence of a refusal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hanoiwork_directory.domain.days import ONE_DAY, demand_order, holds, lasts, meet
from hanoiwork_directory.domain.employment import PersonType
from hanoiwork_directory.domain.refusals import (
    AlreadyThere,
    DayTooEarly,
    PostEnds,
    PostsOverlap,
    PrimaryNeeded,
    TwoPrimary,
)
from hanoiwork_shared.errors import NotFound
from hanoiwork_shared.identifiers import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A stay of a person in a unit, in one position and as one type; both days are included, no end means still."""

    id: str
    person_id: str
    unit_id: str
    position: str
    person_type: PersonType
    primary: bool
    valid_from: date
    valid_to: date | None = None


Posts = tuple[Post, ...]


def current_primary(posts: Iterable[Post]) -> Post | None:
    """The primary post that still holds: a primary post has no end until another takes its place."""
    return next((post for post in posts if post.primary and post.valid_to is None), None)


def held_on(posts: Iterable[Post], on: date) -> Posts:
    """The posts that held on a day."""
    return tuple(post for post in posts if holds(post.valid_from, post.valid_to, on=on))


def opened(posts: Posts, post: Post, *, key: str) -> Posts:
    """With a further post; the first one of all is primary, and the only one that may be opened so."""
    demand_order(post.valid_from, post.valid_to)
    if post.primary and post.valid_to is not None:
        raise PostEnds(field="valid_to", ends=post.valid_to.isoformat())
    primary = next((one for one in posts if one.primary and lasts(one.valid_to, until=post.valid_from)), None)
    if post.primary and primary is not None:
        raise TwoPrimary(field="primary", key=key, since=primary.valid_from.isoformat())
    if not post.primary and not any(one.primary for one in held_on(posts, post.valid_from)):
        raise PrimaryNeeded(field="primary", key=key)
    _demand_apart(posts, post, key=key)
    return (*posts, post)


def ended(posts: Posts, post_id: str, *, on: date, key: str) -> Posts:
    """With a post that is not primary ended, `on` being its last day."""
    post = _of(posts, post_id)
    if post.primary:
        raise PrimaryNeeded(field="post", key=key)
    if post.valid_to is not None and post.valid_to <= on:
        raise PostEnds(field="post", ends=post.valid_to.isoformat())
    demand_order(post.valid_from, on, field="on")
    return _instead(posts, post, (replace(post, valid_to=on),))


def transferred(posts: Posts, *, unit_id: str, position: str, person_type: PersonType, on: date, key: str) -> Posts:
    """With the primary post in another unit from a day on; the other posts stay."""
    last = _primary(posts, since=on, key=key)
    if last.unit_id == unit_id:
        raise AlreadyThere(field="unit", key=key)
    *before, new = _from_day(last, on, unit_id=unit_id, position=position, person_type=person_type)
    _demand_apart((one for one in posts if one is not last), new, key=key)
    return _instead(posts, last, (*before, new))


def changed(posts: Posts, *, position: str, person_type: PersonType, on: date, key: str) -> Posts:
    """With another position or type in the primary post from a day on."""
    last = _primary(posts, since=None, key=key)
    if (last.position, last.person_type) == (position, person_type):
        return posts
    _demand_since(last, on, key=key)
    return _instead(posts, last, _from_day(last, on, position=position, person_type=person_type))


def made_primary(posts: Posts, post_id: str, *, on: date, key: str) -> Posts:
    """With another post as the primary one from a day on; the one until then stays, no longer primary."""
    post = _of(posts, post_id)
    if post.primary and post.valid_to is None:
        return posts
    if post.valid_to is not None:
        raise PostEnds(field="post", ends=post.valid_to.isoformat())
    last = _primary(posts, since=on, key=key)
    _demand_since(post, on, key=key)
    demoted = _instead(posts, last, _from_day(last, on, primary=False))
    return _instead(demoted, post, _from_day(post, on, primary=True))


def left(posts: Posts, *, on: date, key: str) -> Posts:
    """With every post ended, `on` being the last day."""
    for post in posts:
        _demand_since(post, on, key=key)
    return tuple(
        post if post.valid_to is not None and post.valid_to < on else replace(post, valid_to=on) for post in posts
    )


def returned(posts: Posts, post: Post, *, key: str) -> Posts:
    """With a primary post of somebody who had left, and comes back on the day after their last one or later.

    Whoever comes back on the last day itself, as after a mistake, had the old posts until the day before.
    """
    last = max((one.valid_to for one in posts if one.valid_to is not None), default=None)
    if last is not None and post.valid_from < last:
        raise DayTooEarly(field="valid_from", key=key, since=last.isoformat())
    before = (_until(one, post.valid_from) for one in posts)
    return (*(one for one in before if one is not None), post)


def relocated(posts: Posts, unit_id: str, *, into: str, on: date) -> Posts:
    """With every post in one unit in another unit from a day on.

    Where somebody would then have two posts in that unit at once, the primary one stands, or else the longer one.
    """
    stays: list[Post] = []
    goes: list[Post] = []
    for post in posts:
        concerned = post.unit_id == unit_id and lasts(post.valid_to, until=on)
        pieces = _from_day(post, on, unit_id=into) if concerned else (post,)
        stays += [one for one in pieces if one.unit_id != into]
        goes += [one for one in pieces if one.unit_id == into]
    return (*stays, *_one_at_a_time(goes))


def _one_at_a_time(posts: Iterable[Post]) -> Posts:
    kept: list[Post] = []
    for post in sorted(
        posts, key=lambda one: (not one.primary, -(one.valid_to or date.max).toordinal(), one.valid_from)
    ):
        pieces = [post]
        for other in kept:
            pieces = [rest for piece in pieces for rest in _without(piece, other)]
        kept += pieces
    return tuple(kept)


def _without(post: Post, other: Post) -> Sequence[Post]:
    """What is left of a post beside another one in the same unit."""
    if not meet(post.valid_from, post.valid_to, other.valid_from, other.valid_to):
        return (post,)
    rest = []
    if post.valid_from < other.valid_from:
        rest.append(replace(post, valid_to=other.valid_from - ONE_DAY))
    if other.valid_to is not None and lasts(post.valid_to, until=other.valid_to + ONE_DAY):
        rest.append(replace(post, id=new_id(), valid_from=other.valid_to + ONE_DAY))
    return rest


def _from_day(post: Post, on: date, **changes: object) -> Posts:
    """A post as it was until the day before, and as it is from this day on; one that begins no earlier is changed."""
    if on <= post.valid_from:
        return (replace(post, **changes),)  # type: ignore[arg-type] # the callers name fields of a post
    before = replace(post, valid_to=on - ONE_DAY)
    return before, replace(post, id=new_id(), valid_from=on, **changes)  # type: ignore[arg-type]


def _until(post: Post, on: date) -> Post | None:
    """What there was of a post before a day on which it ends at the latest; None for nothing."""
    if post.valid_to != on:
        return post
    return replace(post, valid_to=on - ONE_DAY) if post.valid_from < on else None


def _instead(posts: Posts, old: Post, new: Iterable[Post]) -> Posts:
    return (*(post for post in posts if post is not old), *new)


def _of(posts: Posts, post_id: str) -> Post:
    post = next((one for one in posts if one.id == post_id), None)
    if post is None:
        raise NotFound(field="post", what="post", what_vi="vị trí công tác", key=post_id)
    return post


def _primary(posts: Posts, *, since: date | None, key: str) -> Post:
    post = current_primary(posts)
    if post is None:
        raise PrimaryNeeded(field="person", key=key)
    if since is not None:
        _demand_since(post, since, key=key)
    return post


def _demand_since(post: Post, on: date, *, key: str) -> None:
    if on < post.valid_from:
        raise DayTooEarly(field="on", key=key, since=post.valid_from.isoformat())


def _demand_apart(posts: Iterable[Post], new: Post, *, key: str) -> None:
    for post in posts:
        if post.unit_id == new.unit_id and meet(post.valid_from, post.valid_to, new.valid_from, new.valid_to):
            raise PostsOverlap(field="unit", key=key, since=post.valid_from.isoformat())
