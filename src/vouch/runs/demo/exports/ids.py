"""How do the tools number things? Salesforce ids with their checksum."""

from __future__ import annotations

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CHECKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_INSTANCE = "Qs00000"


def salesforce_id(prefix: str, number: int) -> str:
    """The 18 characters of the record with that number: three for the kind, twelve for the record, three that check.

    The last three say which of the others are capitals, so that ids survive tools that do not tell them apart.

    >>> salesforce_id("001", 12)
    '001Qs000000000CIAQ'
    """
    body = ""
    for _ in range(5):
        number, digit = divmod(number, 62)
        body = _DIGITS[digit] + body
    fifteen = prefix + _INSTANCE + body
    checks = (
        sum(1 << place for place, letter in enumerate(fifteen[start : start + 5]) if letter.isupper())
        for start in (0, 5, 10)
    )
    return fifteen + "".join(_CHECKS[check] for check in checks)
