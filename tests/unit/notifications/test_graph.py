"""What notifications adds to the schema."""

from hanoiwork_notifications.graph import Notification, part


def test_the_inbox_is_one_query_and_one_mutation() -> None:
    assert part.query is not None
    assert part.mutation is not None
    assert list(part.query._meta.fields) == ["notifications"]
    assert list(part.mutation._meta.fields) == ["mark_notification_read"]


def test_every_field_says_what_it_is() -> None:
    assert [name for name, field in Notification._meta.fields.items() if not field.description] == []
