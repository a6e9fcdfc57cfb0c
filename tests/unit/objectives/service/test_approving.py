import pytest

from hanoiwork_shared.errors import Forbidden, Refused, Stale
from hanoiwork_shared.policy import Role


@pytest.fixture(autouse=True)
def drafted(suite):
    suite.load()
    draft(suite)


def draft(suite, code="N", **given):
    wanted = {"title": "Mới", "cycle": "2026", "unit": "SKHCN", "owner": "TP", **given}
    return suite.create("GD", code=code, **wanted)


def approvals(suite, code="N"):
    key = suite.service.reading.objective(key=code).id
    [found] = suite.service.reading.approvals_by_objectives(keys=[key])
    return [(one.round, one.place, one.decision, one.person_id or one.unit_id, one.decided_by) for one in found]


def refused(work):
    with pytest.raises(Refused) as caught:
        work()
    return (caught.value.code.removeprefix("objectives."), caught.value.field)


def test_the_owner_hands_in_and_whoever_leads_the_unit_above_approves(suite):
    suite.step("N", "submit", by="TP")
    assert approvals(suite) == [(1, 1, "waiting", "HN", None)]
    assert suite.step("N", "approve", by="CT").status == "approved"
    assert approvals(suite) == [(1, 1, "approved", "HN", "CT")]
    assert [kind for kind in suite.types() if "measure" not in kind][-2:] == [
        "objectives.objective.submitted.v1", "objectives.objective.approved.v1",
    ]  # fmt: skip


def test_it_goes_to_the_reviewer_if_there_is_one(suite):
    draft(suite, "R", reviewer="NVA")
    suite.step("R", "submit", by="GD")
    assert approvals(suite, "R") == [(1, 1, "waiting", "NVA", None)]
    assert suite.step("R", "approve", by="NVA").status == "approved"


def test_what_the_reviewer_hands_in_goes_to_the_unit_of_the_objective_above(suite):
    draft(suite, "R", reviewer="GD", parent="O2-S")
    suite.step("R", "submit", by="GD")
    assert approvals(suite, "R") == [(1, 1, "waiting", "SKHCN", None)]
    assert refused(lambda: suite.step("R", "approve", by="GD")) == ("own_approval", None)
    assert suite.step("R", "approve", by="CT").status == "approved"


def test_a_route_is_followed_in_its_order(suite):
    suite.step("N", "submit", by="TP", route=["NVA", "GD", "CT"])
    assert [one[2] for one in approvals(suite)] == ["waiting", "next", "next"]
    assert refused(lambda: suite.step("N", "approve", by="GD")) == ("out_of_turn", None)
    for person, status in (("NVA", "submitted"), ("GD", "submitted"), ("CT", "approved")):
        assert suite.step("N", "approve", by=person).status == status
    assert refused(lambda: suite.step("N", "approve", by="CT")) == ("wrong_status", None)


def test_a_route_ends_with_somebody_who_may_approve(suite):
    assert refused(lambda: suite.step("N", "submit", by="TP", route=["GD", "NVA"])) == (
        "route_without_authority", "route",
    )  # fmt: skip
    assert refused(lambda: suite.step("N", "submit", by="TP", route=["XX"])) == ("person_unknown", "route[0]")
    draft(suite, "R", reviewer="NVA")
    assert suite.step("R", "submit", by="GD", route=["CT", "NVA"]).status == "submitted"


@pytest.mark.parametrize("route", [["GD", "CT"], ["TP", "CT"]])
def test_nobody_is_in_the_route_of_what_they_submit_or_own(suite, route):
    assert refused(lambda: suite.step("N", "submit", by="GD", route=route)) == ("own_approval", "route")


def test_nobody_approves_what_they_submitted_or_own(suite):
    suite.step("N", "submit", by="GD")
    for person in ("GD", "TP"):
        assert refused(lambda person=person: suite.step("N", "approve", by=person)) == ("own_approval", None)


def test_who_does_not_lead_does_not_decide_and_the_operator_neither(suite):
    suite.step("N", "submit", by="GD")
    for person in ("NVA", "OP"):
        for step in ({"step": "approve"}, {"step": "send_back", "reason": "Thiếu"}):
            assert refused(lambda person=person, step=step: suite.step("N", by=person, **step))[0] == "out_of_turn"


def test_one_that_is_sent_back_may_be_changed_and_handed_in_again(suite):
    suite.step("N", "submit", by="GD", route=["CT"])
    change = lambda: suite.service.planning.change(suite.as_("GD"), objective="N", changes={"title": "Khác"})  # noqa: E731
    assert refused(change)[0] == "not_changeable"
    assert suite.step("N", "send_back", by="CT", reason="Thiếu chỉ tiêu").status == "draft"
    change()
    suite.step("N", "submit", by="GD")
    assert approvals(suite) == [(1, 1, "returned", "CT", "CT"), (2, 1, "waiting", "HN", None)]


def test_what_nobody_needs_to_decide_any_more_has_lapsed(suite):
    suite.step("N", "submit", by="TP", route=["GD", "CT"])
    suite.step("N", "send_back", by="GD", reason="Thiếu")
    assert [one[2] for one in approvals(suite)] == ["returned", "lapsed"]


def test_what_was_approved_is_sent_back_until_it_is_active(suite):
    suite.step("N", "submit", by="GD")
    suite.step("N", "approve", by="CT")
    assert suite.step("N", "send_back", by="CT", reason="Đổi ý").status == "draft"
    assert [one[2] for one in approvals(suite)] == ["approved", "returned"]
    suite.step("N", "submit", by="GD")
    suite.step("N", "approve", by="CT")
    suite.step("N", "activate", by="GD")
    assert refused(lambda: suite.step("N", "send_back", by="CT", reason="Muộn"))[0] == "wrong_status"


def test_who_neither_owns_nor_leads_hands_nothing_in(suite):
    with pytest.raises(Forbidden):
        suite.step("N", "submit", by="NVA")


def test_decisions_on_another_version_are_stale(suite):
    with pytest.raises(Stale):
        suite.step("N", "submit", by="GD", version=7)
    suite.step("N", "submit", by="GD", version=1)
    for step in ({"step": "approve"}, {"step": "send_back", "reason": "Thiếu"}):
        with pytest.raises(Stale):
            suite.step("N", by="CT", version=1, **step)


def test_a_file_leaves_what_is_being_decided_about_as_it_is(suite):
    suite.load({"cycle": "2026", "objectives": [{"code": "M", "unit": "SKHCN", "title": "M"}]})
    suite.step("N", "submit", by="GD")
    same = {"code": "N", "unit": "SKHCN", "title": "Mới", "owner": "TP"}
    assert suite.load({"cycle": "2026", "objectives": [same]}).unchanged == 1
    other = {"cycle": "2026", "objectives": [{**same, "title": "Khác"}]}
    assert refused(lambda: suite.load(other)) == ("not_changeable", "objectives[0]")


def test_approvals_come_in_the_order_asked(suite):
    suite.step("N", "submit", by="GD")
    key = suite.service.reading.objective(key="N").id
    assert [len(found) for found in suite.service.reading.approvals_by_objectives(keys=["x", key])] == [0, 1]


def test_a_delegate_decides_for_the_leader_and_only_what_the_leader_could(suite):
    suite.store.grants = (*suite.store.grants, ("NVA", Role.DELEGATE, "HN", "CT"))
    suite.step("N", "submit", by="GD")
    suite.step("N", "approve", by="NVA")
    key = suite.service.reading.objective(key="N").id
    [[record]] = suite.service.reading.approvals_by_objectives(keys=[key])
    assert (record.decided_by, record.decided_for) == ("NVA", "CT")
    draft(suite, "R", owner="CT")
    suite.step("R", "submit", by="GD")
    assert refused(lambda: suite.step("R", "approve", by="NVA")) == ("own_approval", None)
