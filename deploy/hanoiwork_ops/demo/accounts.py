"""Who signs in to the demo, and as what; the password is the same for all and only there in demo mode."""

from hanoiwork_ops.client import SuiteClient
from hanoiwork_ops.demo.city import neighbours

PASSWORD = "demo"  # noqa: S105 - the demo's published password

ACCOUNTS = (
    ("lanhdao.tp", "LDTP", "unit_leader", "HN"),
    ("giamdoc.skhcn", "GDSKHCN", "unit_leader", "SKHCN"),
    ("truongphong.cds", "TPCDS", "division_head", "SKHCN-CDS"),
    ("nva", "NVA", "specialist", "SKHCN-CDS"),
    ("vanphong.skhcn", "VPSKHCN", "office", "SKHCN"),
    ("auditor", "KIEMTRA", "auditor", None),
)
COLLEAGUES_UNIT = "SKHCN-CDS"


def colleagues() -> tuple[str, ...]:
    """The codes of Nguyễn Văn A's colleagues; each signs in with the code in lower case."""
    return tuple(code for code, unit in neighbours() if unit == COLLEAGUES_UNIT)


def account_of(person: str) -> str:
    """The sign-in of a person of the demo."""
    return next((account for account, code, _, _ in ACCOUNTS if code == person), person.lower())


def make_accounts(operator: SuiteClient) -> None:
    """Give the demo's people their roles and their sign-in."""
    specialists = tuple((code.lower(), code, "specialist", COLLEAGUES_UNIT) for code in colleagues())
    for account, person, role, unit in (*ACCOUNTS, *specialists):
        role_given = {"person": person, "role": role, "unit": unit}
        operator.do("grantRole", role_given, key=f"demo-role-{account}")
        sign_in = {"name": account, "password": PASSWORD, "person": person}
        operator.do("createAccount", sign_in, key=f"demo-account-{account}")
