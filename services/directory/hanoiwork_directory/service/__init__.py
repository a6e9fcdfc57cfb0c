"""What the directory does, by what people come for; each use case is one transaction: load, decide, save, tell."""

from dataclasses import dataclass

from hanoiwork_directory.service.accounts import Accounts
from hanoiwork_directory.service.exporting import Exporting
from hanoiwork_directory.service.granting import Granting
from hanoiwork_directory.service.leaves import Leaves
from hanoiwork_directory.service.linking import Linking
from hanoiwork_directory.service.loading import Files, ImportReport, Loading
from hanoiwork_directory.service.lookup import Lookup
from hanoiwork_directory.service.people import People
from hanoiwork_directory.service.ports import Begin, Read, Reading, Session
from hanoiwork_directory.service.posts import Posts
from hanoiwork_directory.service.signing_in import PasswordRules, Passwords, SigningIn
from hanoiwork_directory.service.units import Units
from hanoiwork_shared.clock import Clock

__all__ = ["Directory", "Files", "ImportReport", "PasswordRules", "Passwords", "Reading", "Session", "make_directory"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """The use cases."""

    loading: Loading
    exporting: Exporting
    units: Units
    people: People
    posts: Posts
    leaves: Leaves
    granting: Granting
    accounts: Accounts
    signing_in: SigningIn
    linking: Linking
    lookup: Lookup


def make_directory(*, begin: Begin, read: Read, clock: Clock, passwords: Passwords, rules: PasswordRules) -> Directory:
    """The use cases over one store."""
    return Directory(
        loading=Loading(begin=begin, read=read, clock=clock),
        exporting=Exporting(read=read, clock=clock),
        units=Units(begin=begin, clock=clock),
        people=People(begin=begin, clock=clock),
        posts=Posts(begin=begin, clock=clock),
        leaves=Leaves(begin=begin, clock=clock),
        granting=Granting(begin=begin, clock=clock),
        accounts=Accounts(begin=begin, clock=clock, passwords=passwords, shortest_password=rules.shortest),
        signing_in=SigningIn(begin=begin, read=read, clock=clock, passwords=passwords, rules=rules),
        linking=Linking(begin=begin, read=read, clock=clock),
        lookup=Lookup(read=read, clock=clock),
    )
