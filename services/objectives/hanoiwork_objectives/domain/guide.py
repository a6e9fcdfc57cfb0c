"""The guide "1:3:3": one objective, three key results, three actions each. It warns and never blocks [our choice]."""

from collections.abc import Iterable, Mapping

from hanoiwork_objectives.domain.measure import Kind, Measure
from hanoiwork_objectives.domain.objective import Objective

THREE = 3


def warnings(
    measures: Iterable[Measure], children: Iterable[Objective], *, tasks: Mapping[str, int], locale: str
) -> tuple[str, ...]:
    """Say in `locale` where an objective goes past the guide.

    The actions of a key result are the tasks that serve it (`tasks` counts them by measure) and the objectives
    that hang on it. KPIs are indicators, not key results, and may be any number.
    """
    results = [measure for measure in measures if measure.kind is Kind.KR]
    hanging = [child.parent_measure_id for child in children]
    found = [_too_many_results(len(results), locale=locale)] if len(results) > THREE else []
    for result in results:
        actions = tasks.get(result.id, 0) + hanging.count(result.id)
        if actions > THREE:
            found.append(_too_many_actions(result.code, actions, locale=locale))
    return tuple(found)


def _too_many_results(count: int, *, locale: str) -> str:
    if locale == "en":
        return f"{count} key results; the 1:3:3 guide suggests at most {THREE}. Join some or split the objective."
    return f"Có {count} kết quả then chốt; nguyên tắc 1:3:3 khuyến nghị tối đa {THREE}. Hãy gộp bớt hoặc tách mục tiêu."


def _too_many_actions(code: str, count: int, *, locale: str) -> str:
    if locale == "en":
        return f"{code} has {count} actions; the 1:3:3 guide suggests at most {THREE} for a key result."
    return f"{code} có {count} hành động; nguyên tắc 1:3:3 khuyến nghị tối đa {THREE} cho mỗi kết quả then chốt."
