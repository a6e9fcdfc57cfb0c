"""What the directory does: load units and people, grant roles, sign people in, answer who is who."""

from dataclasses import dataclass

from hanoiwork_directory.service.access import Access, Passwords
from hanoiwork_directory.service.loading import ImportReport, Loading
from hanoiwork_directory.service.lookup import Lookup
from hanoiwork_directory.service.ports import Reading, Session

__all__ = ["Access", "Directory", "ImportReport", "Loading", "Lookup", "Passwords", "Reading", "Session"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """The use cases by what people come for; each is one transaction: load, decide, save, tell."""

    loading: Loading
    access: Access
    lookup: Lookup
