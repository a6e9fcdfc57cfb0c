"""Every service's own copy of units, people with their posts, and grants, fed by the directory's events.

With it a service decides access and resolves codes from its own rows, without asking another service.
"""

from hanoiwork_shared.places.permitted import permitted
from hanoiwork_shared.places.projection import PersonPlace, Places, UnitPlace
from hanoiwork_shared.places.slices import GrantSlice, PersonSlice, PostSlice, UnitSlice
from hanoiwork_shared.places.tables import grants, people, posts, units

__all__ = [
    "GrantSlice",
    "PersonPlace",
    "PersonSlice",
    "Places",
    "PostSlice",
    "UnitPlace",
    "UnitSlice",
    "grants",
    "people",
    "permitted",
    "posts",
    "units",
]
