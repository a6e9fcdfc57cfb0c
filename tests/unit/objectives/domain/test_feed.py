from datetime import date
from decimal import Decimal

from hanoiwork_objectives.domain.check_in import Said
from hanoiwork_objectives.domain.feed import digest

SAID = Said(value=Decimal(98))
ON = date(2026, 6, 1)


def test_the_same_content_has_the_same_fingerprint_however_the_number_is_written():
    assert digest(SAID, measure="K", on=ON) == digest(Said(value=Decimal("98.00")), measure="K", on=ON)
    assert digest(Said(value=Decimal("0.00")), measure="K", on=ON) == digest(
        Said(value=Decimal("-0")), measure="K", on=ON
    )


def test_other_content_has_another():
    others = [
        digest(Said(value=Decimal(97)), measure="K", on=ON),
        digest(SAID, measure="L", on=ON),
        digest(SAID, measure="K", on=None),
        digest(Said(value=Decimal(98), note="a"), measure="K", on=ON),
        digest(Said(value=Decimal(98), difficulty="a"), measure="K", on=ON),
        digest(Said(value=Decimal(98), evidence="https://a.vn"), measure="K", on=ON),
    ]
    assert len({digest(SAID, measure="K", on=ON), *others}) == len(others) + 1
