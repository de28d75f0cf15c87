"""Who is somebody, without saying who? What they do, in what field, how large their company is, and where."""

from __future__ import annotations

import re

_RANKS = (
    (r"chief|c[a-z]o|president|founder|managing director|geschäftsführer\w*|vorstand", "chief"),
    (r"vp|vice president|head|director|leiter\w*", "head"),
    (r"manager|lead|supervisor", "manager"),
)
_FIELDS = (
    (r"financ\w*|cfo|controller|treasur\w*|account\w*|finanz\w*", "finance"),
    (r"information technology|it|cio|systems?|infrastructure", "IT"),
    (r"security|ciso", "security"),
    (r"engineer\w*|cto|technolog\w*|technical|developer|software", "technology"),
    (r"operations?|coo|logistic\w*|supply|plant|production|warehouse|docks?|yard", "operations"),
    (r"marketing|cmo|brand", "marketing"),
    (r"sales|revenue|commercial|vertrieb", "sales"),
    (r"human|hr|people|talent", "people"),
    (r"procurement|purchas\w*|einkauf", "procurement"),
    (r"legal|counsel|compliance", "legal"),
    (r"product", "product"),
    (r"data|analytics?", "data"),
    (r"service|support|customer", "customer service"),
    (r"ceo|general manager|managing director|founder", "company"),
)
_ALONE = {"chief": "A chief officer", "head": "A head of department", "manager": "A manager"}
_SIZES = (10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000)


def masked(*, title: str = "", industry: str = "", employees: int | None = None, country: str = "") -> str:
    """One line for whoever may not read a name. Sizes are rounded, titles cut to what somebody does.

    >>> masked(title="CFO", industry="Fintech", employees=487, country="Germany")
    'A finance chief at a company of about 500 in fintech, Germany'
    >>> masked(title="Head of the Acme platform")
    'A head of department at a company'
    >>> masked(industry="Food")
    'Somebody at a company in food'
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
    rank, field = _first(title, _RANKS), _first(title, _FIELDS)
    if not rank:
        return f"Somebody in {field}" if field and field != "company" else "Somebody"
    if not field:
        return _ALONE[rank]
    return f"{'An' if field[0] in 'aeioI' else 'A'} {field} {rank}"


def _first(title: str, table: tuple[tuple[str, str], ...]) -> str:
    return next((word for sign, word in table if re.search(rf"\b(?:{sign})\b", title, re.IGNORECASE)), "")


def _lower(text: str) -> str:
    """An industry in the middle of a sentence; one that is all capitals stays."""
    plain = " ".join(text.split())
    return plain if plain.isupper() else plain[:1].lower() + plain[1:]
