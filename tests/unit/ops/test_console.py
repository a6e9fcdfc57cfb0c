"""Whatever goes wrong is one line for the operator, and exit code 1."""

import pytest

from hanoiwork_ops.console import described, one_line_errors
from hanoiwork_shared.errors import Invalid, Several


def test_the_place_is_named_unless_the_sentence_does():
    assert described(Invalid(reason="too long", field="plans[0].title")).startswith("plans[0].title: The request")
    assert described(Invalid(reason="plans[0].title is too long", field="plans[0].title")).startswith("The request")
    assert "\n" not in described(Invalid(reason="one\n\ttwo"))


def test_every_problem_has_its_line(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended, one_line_errors():
        raise Several([Invalid(reason="a", field="x"), Invalid(reason="b")])
    assert ended.value.code == 1
    assert capsys.readouterr().err.splitlines() == [
        "hanoiwork: shared.invalid: x: The request is not valid: a.",
        "hanoiwork: shared.invalid: The request is not valid: b.",
    ]


def test_what_the_operating_system_refuses_is_one_line_too(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended, one_line_errors():
        open("/nowhere/at/all")  # noqa: PTH123, SIM115 - it is to fail
    assert ended.value.code == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
