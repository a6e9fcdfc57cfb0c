from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_objectives.domain.composite import (
    Formula,
    FormulaKind,
    Part,
    computed,
    formula_problems,
    leads_back,
    parts_first,
)

D = Decimal


def formula(kind, *parts):
    return Formula(
        kind=FormulaKind(kind),
        parts=tuple(
            Part(measure_id=part) if isinstance(part, str) else Part(measure_id=part[0], weight=D(part[1]))
            for part in parts
        ),
    )


def value(of, unit="", **values):
    return computed(of, {name: None if one is None else D(one) for name, one in values.items()}, unit=unit)


def found(of):
    return [(problem.code.removeprefix("objectives."), problem.field) for problem in formula_problems(of)]


def test_a_composite_is_computed_from_its_parts():
    assert value(formula("sum", "a", "b", "c"), a="1.5", b=2, c=-4) == D("-0.5")
    assert value(formula("mean", "a", "b", "c"), a=1, b=2, c=2) == D("1.666667")
    assert value(formula("weighted", ("a", 3), ("b", 1)), a=10, b=2) == 8
    assert value(formula("ratio", "a", "b"), a=1, b=3) == D("0.333333")
    assert value(formula("ratio", "a", "b"), "%", a=1, b=8) == D("12.5")


def test_as_long_as_a_part_has_no_value_neither_has_the_composite():
    for kind in ("sum", "mean", "ratio", "weighted"):
        assert value(formula(kind, "a", "b"), a=1, b=None) is None
        assert value(formula(kind, "a", "b"), a=1) is None


def test_a_ratio_by_nothing_has_no_value():
    assert value(formula("ratio", "a", "b"), a=1, b=0) is None


def test_what_no_amount_can_hold_has_no_value():
    largest = "999999999999999999"
    assert value(formula("sum", "a", "b"), a=largest, b=largest) is None
    assert value(formula("ratio", "a", "b"), "%", a=largest, b="0.000001") is None
    assert value(formula("weighted", ("a", largest), ("b", "0.000001")), a=largest, b=largest) == D(largest)


@pytest.mark.parametrize(
    ("of", "problems"),
    [
        (formula("sum"), ["formula.parts"]),
        (formula("mean", *(f"m{number}" for number in range(51))), ["formula.parts"]),
        (formula("ratio", "a"), ["formula.parts"]),
        (formula("ratio", "a", "b", "c"), ["formula.parts"]),
        (formula("sum", "a", "a"), ["formula.parts[1].measure"]),
        (formula("sum", ("a", 2)), ["formula.parts[0].weight"]),
    ],
)
def test_a_formula_that_gives_no_value_is_refused_by_field(of, problems):
    assert found(of) == [("formula_invalid", field) for field in problems]


@pytest.mark.parametrize("weight", [0, -1])
def test_a_part_without_weight_is_refused(weight):
    assert found(formula("weighted", ("a", weight))) == [("weight_not_positive", "formula.parts[0].weight")]


graphs = st.dictionaries(st.sampled_from("abcdefg"), st.sets(st.sampled_from("abcdefg"), max_size=3), max_size=7)


@given(steps=graphs)
def test_whatever_leads_back_to_itself_is_found(steps):
    def reach(start):
        reached: set[str] = set()
        while more := {step for one in reached | {start} for step in steps.get(one, ())} - reached:
            reached |= more
        return reached

    assert {one for one in "abcdefg" if leads_back(one, steps)} == {one for one in "abcdefg" if one in reach(one)}


@given(edges=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=30))
def test_composites_built_up_one_accepted_part_at_a_time_never_make_a_circle(edges):
    parts: dict[str, set[str]] = {}
    for whole, part in edges:
        wanted = {**parts, str(whole): {*parts.get(str(whole), set()), str(part)}}
        if not leads_back(str(whole), wanted):
            parts = wanted
    order = parts_first(parts, among={str(number) for number in range(8)})
    assert all(order.index(part) < order.index(whole) for whole, own in parts.items() for part in own)


@given(values=st.lists(st.decimals(-(10**6), 10**6, places=3), min_size=1, max_size=6))
def test_a_mean_lies_between_its_parts_and_a_sum_is_exact(values):
    names = [f"m{number}" for number in range(len(values))]
    given_ = dict(zip(names, values, strict=True))
    assert computed(formula("sum", *names), given_, unit="") == sum(values)
    mean = computed(formula("mean", *names), given_, unit="")
    assert mean is not None
    assert min(values) <= mean <= max(values)
