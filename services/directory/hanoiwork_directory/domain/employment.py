"""By which rules a person is employed."""

from enum import StrEnum


class PersonType(StrEnum):
    """By which rules a person is employed, and so evaluated."""

    LEADER = "leader"
    CIVIL_SERVANT = "civil_servant"
    PUBLIC_EMPLOYEE = "public_employee"
    CONTRACT_WORKER = "contract_worker"
