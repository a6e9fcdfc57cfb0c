"""Which of the two languages a caller reads: Vietnamese unless English is asked for first."""

LANGUAGES = ("vi", "en")
FIRST = LANGUAGES[0]


def negotiated(accept_language: str | None) -> str:
    """Choose "vi" or "en" by an Accept-Language header; a malformed weight counts as none."""
    best, best_weight = FIRST, 0.0
    for choice in (accept_language or "").split(","):
        tag, _, parameter = choice.strip().partition(";")
        language = tag.strip().lower().partition("-")[0]
        weight = _weight(parameter)
        if language in LANGUAGES and weight > best_weight:
            best, best_weight = language, weight
    return best


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
