"""A field of a list: what it may be, and what becomes of it."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from hanoiwork_tasks.domain.fields import field as fielding
from hanoiwork_tasks.domain.fields.field import MOST_FIELDS, FieldKind, ListField, WantedOption
from hanoiwork_tasks.domain.fields.refusals import (
    ListFieldKeyInvalid,
    ListFieldLabelMissing,
    ListFieldTaken,
    ListFieldTermsInvalid,
    ListFieldUnknown,
    OptionsInvalid,
    TooManyListFields,
)


def wanted(**given) -> ListField:
    return ListField(**{"id": "f", "list_id": "l", "key": "", "kind": FieldKind.TEXT, "label": "Số văn bản", **given})


def choice(*labels: str, kind: FieldKind = FieldKind.CHOICE) -> ListField:
    return wanted(kind=kind, options=fielding.new_options([WantedOption(label=label) for label in labels]))


@pytest.mark.parametrize(
    ("label", "key"),
    [("Số văn bản đến", "so_van_ban_den"), ("Kinh phí (triệu đồng)", "kinh_phi_trieu_dong"), ("a" * 60, "a" * 40)],
)
def test_a_label_makes_a_key_without_accents(label, key):
    assert fielding.added(wanted(label=label), others=()).key == key


def test_a_label_is_kept_in_one_line():
    assert fielding.added(wanted(label="  Số \n văn bản "), others=()).label == "Số văn bản"


@pytest.mark.parametrize(
    ("refusal", "given"),
    [
        (ListFieldLabelMissing, {"label": " \n"}),
        (ListFieldKeyInvalid, {"label": "2026"}),
        (ListFieldKeyInvalid, {"key": "Số"}),
        (ListFieldKeyInvalid, {"key": "a" * 41}),
        (ListFieldTermsInvalid, {"precision": 1}),
        (ListFieldTermsInvalid, {"least": Decimal(1)}),
        (ListFieldTermsInvalid, {"kind": FieldKind.NUMBER, "precision": 5}),
        (ListFieldTermsInvalid, {"kind": FieldKind.NUMBER, "precision": -1}),
        (ListFieldTermsInvalid, {"kind": FieldKind.NUMBER, "least": Decimal("0.5")}),
        (ListFieldTermsInvalid, {"kind": FieldKind.NUMBER, "least": Decimal(2), "most": Decimal(1)}),
        (ListFieldTermsInvalid, {"kind": FieldKind.NUMBER, "most": Decimal("1E+30")}),
        (OptionsInvalid, {"kind": FieldKind.CHOICE}),
        (OptionsInvalid, {"options": choice("A").options}),
    ],
)
def test_a_field_that_cannot_be_is_refused(refusal, given):
    with pytest.raises(refusal):
        fielding.added(wanted(**given), others=())


@pytest.mark.parametrize("labels", [("A", "A"), ("A", " "), tuple(map(str, range(101)))])
def test_options_have_labels_of_their_own_and_are_not_endless(labels):
    with pytest.raises(OptionsInvalid):
        fielding.added(choice(*labels), others=())


def test_fields_of_a_list_have_keys_of_their_own_and_are_not_endless():
    others = [wanted(key=f"k{number}", position=number) for number in range(MOST_FIELDS)]
    assert fielding.behind(others) == MOST_FIELDS
    with pytest.raises(ListFieldTaken):
        fielding.added(wanted(key="k1"), others=others)
    with pytest.raises(TooManyListFields):
        fielding.added(wanted(key="moi"), others=others)


def test_options_are_renamed_retired_taken_up_again_and_added_and_never_lost():
    field = choice("Y tế", "Giáo dục")
    first, second = field.options
    after = fielding.changed(
        field,
        options=(
            WantedOption(id=second.id, label="Giáo dục và đào tạo"),
            WantedOption(label="Xây dựng"),
            WantedOption(id=first.id, retired=True),
        ),
    )
    assert [(one.label, one.retired) for one in after.options] == [
        ("Y tế", True), ("Giáo dục và đào tạo", False), ("Xây dựng", False),
    ]  # fmt: skip
    assert [one.id for one in after.options[:2]] == [first.id, second.id]
    again = fielding.changed(after, options=(WantedOption(id=first.id, retired=False),))
    assert again.options[0].retired is False
    assert (again.version, again.kind) == (3, FieldKind.CHOICE)
    with pytest.raises(OptionsInvalid):
        fielding.changed(after, options=(WantedOption(id="?", label="Khác"),))
    with pytest.raises(OptionsInvalid):
        fielding.changed(after, options=(WantedOption(id=first.id, label="Xây dựng"),))


def test_a_field_that_was_removed_is_not_changed_any_more():
    at = datetime(2026, 6, 1, tzinfo=UTC)
    gone = fielding.removed(wanted(key="a"), at=at)
    for change in (lambda: fielding.changed(gone, label="Khác"), lambda: fielding.removed(gone, at=at)):
        with pytest.raises(ListFieldUnknown):
            change()
    assert replace(gone, removed_at=None, version=1) == wanted(key="a")
