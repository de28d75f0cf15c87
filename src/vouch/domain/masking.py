"""Who is somebody, without saying who? What they do, in what field, how large their company is, and where."""

from __future__ import annotations

from collections.abc import Iterable

from vouch.domain.titles import known_roles, read_title

_RANKS = {"c_level": "chief", "vp": "vice president", "director": "head", "manager": "manager"}
_ALONE = {
    "chief": "A chief officer",
    "vice president": "A vice president",
    "head": "A head of department",
    "manager": "A manager",
}
_SPOKEN = {"information": "IT", "executive": "company"}
_SIZES = (10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000)


LEAST = 3
"""So many companies a description has to fit: else what is said of the company is said more roughly."""


def rough(
    *, industry: str, employees: int | None, country: str, others: Iterable[tuple[int | None, str]]
) -> tuple[str, int | None, str]:
    """What may be said of a company: industry, size and country, as far as enough fit it; `others` are the companies of
    that industry, itself among them, each by its employees and country.

    >>> two = [(487, "Germany"), (520, "Germany")]
    >>> rough(industry="Fintech", employees=487, country="Germany", others=[*two, (480, "France")])
    ('Fintech', 487, '')
    >>> rough(industry="Fintech", employees=487, country="Germany", others=[*two, (9, "Germany")])
    ('Fintech', None, 'Germany')
    >>> rough(industry="Fintech", employees=487, country="Germany", others=two)
    ('', None, '')
    """
    rows = [(about(size) if size else None, where.strip().casefold()) for size, where in others]
    mine = (about(employees) if employees else None, country.strip().casefold())
    for size, where in ((True, True), (True, False), (False, True), (False, False)):
        fit = sum((not size or row[0] == mine[0]) and (not where or row[1] == mine[1]) for row in rows)
        if fit >= LEAST:
            return industry, employees if size else None, country if where else ""
    return "", None, ""


def masked(*, title: str = "", industry: str = "", employees: int | None = None, country: str = "") -> str:
    """One line for whoever may not read a name. Sizes are rounded, titles cut to what a list of words knows.

    >>> masked(title="CFO", industry="Fintech", employees=487, country="Germany")
    'A finance chief at a company of about 500 in fintech, Germany'
    >>> masked(title="Head of the Acme suite")
    'A head of department at a company'
    >>> masked(title="CIO"), masked(industry="Food")
    ('An IT chief at a company', 'Somebody at a company in food')
    """
    where = ", ".join(part for part in (_lower(industry), country.strip()) if part)
    company = f"a company of about {about(employees):,}" if employees else "a company"
    return f"{_who(title)} at {company}{f' in {where}' if where else ''}"


def about(employees: int) -> int:
    """The nearest round size: how large, and not which company.

    >>> [about(one) for one in (3, 487, 90_000)]
    [10, 500, 50000]
    """
    return min(_SIZES, key=lambda size: (abs(size - employees), size))


def _who(title: str) -> str:
    read = read_title(title)
    # a role that no list knows is made of the title's own words, which may name a company or its product
    role = _SPOKEN.get(read.role, read.role) if read.role in known_roles() else ""
    rank = _RANKS.get(read.seniority, "")
    if not rank:
        return f"Somebody in {role}" if role and role != "company" else "Somebody"
    if not role:
        return _ALONE[rank]
    return f"{'An' if role[0] in 'aeiouI' else 'A'} {role} {rank}"


def _lower(text: str) -> str:
    """An industry in the middle of a sentence; one that is all capitals stays."""
    plain = " ".join(text.split())
    return plain if plain.isupper() else plain[:1].lower() + plain[1:]
