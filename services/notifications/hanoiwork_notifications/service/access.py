"""Who may do what: everybody reads their own notices; and who may review a sheet, to be told of it."""

from hanoiwork_shared.policy import Action, Role

READ = Action("notifications.read_notice", frozenset(), own=True)
REVIEW_SHEET = Action("evaluation.review_sheet", frozenset({Role.UNIT_LEADER, Role.DELEGATE, Role.DIVISION_HEAD}))
"""Evaluation's own action, as far as it concerns who is told."""
ANSWER_DIFFICULTY = Action(
    "tasks.answer_difficulty",
    frozenset({Role.UNIT_LEADER, Role.DELEGATE, Role.DIVISION_HEAD, Role.OFFICE}),
)
"""That of tasks, likewise."""
APPROVE_ENTRY = Action("tasks.approve_entry", frozenset({Role.UNIT_LEADER, Role.DELEGATE}))
"""That of tasks about its catalogue, likewise."""
