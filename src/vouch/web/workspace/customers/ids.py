"""Internal ids in addresses: an account is `a` and 15 hex digits, a person `c`, a fact's key 32 of them."""

from __future__ import annotations

from django.urls import register_converter


class AccountId:
    """The id of an account."""

    regex = "a[0-9a-f]{15}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


class PersonId(AccountId):
    """The id of a person."""

    regex = "c[0-9a-f]{15}"


class FactKey(AccountId):
    """The key of a fact."""

    regex = "[0-9A-Za-z_-]{1,64}"


def register() -> None:
    """Make `<account:pk>`, `<person:pk>` and `<fact:atom>` known to addresses."""
    register_converter(AccountId, "account")
    register_converter(PersonId, "person")
    register_converter(FactKey, "fact")
