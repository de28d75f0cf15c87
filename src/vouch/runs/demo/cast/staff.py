"""Who at Quayside looks after whom? Account owners by sales region, and the sellers and others beside them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from vouch.runs.demo.cast.people import name_in

DOMAIN = "quayside.example"


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of Quayside's own people."""

    number: int
    name: str
    email: str
    team: str
    regions: tuple[str, ...]
    active: bool = True

    @property
    def first(self) -> str:
        """Given name."""
        return self.name.split(" ", 1)[0]


_KNOWN = (
    ("Ines Caldeira", "Marketing", ""),
    ("Daniel Osei", "Customer success", "Nordics and Baltics"),
    ("Noor Haddad", "Customer success", "UK and Ireland"),
    ("Petra Lind", "Customer success", "DACH"),
    ("Iris Falk", "Customer success", "Benelux and France"),
    ("Rafael Quintana", "Customer success", "Southern Europe; Latin America"),
    ("Tomasz Wrona", "Customer success", "Central and Eastern Europe"),
    ("Adaeze Nwosu", "Customer success", "Middle East and Africa"),
    ("Hana Kobayashi", "Customer success", "Asia Pacific"),
    ("Celeste Marchbank", "Customer success", "North America"),
    ("Joris Blom", "Sales", ""),
    ("Meera Pillai", "Sales", ""),
    ("Luka Marić", "Services", ""),
    ("Sunniva Hauge", "Support", ""),
    ("Owen Tolliver", "Sales", ""),
)
_CUSTOMERS_EACH = 90
_FORMER = "Owen Tolliver"


def make_staff(accounts: int, rng: Random) -> tuple[Colleague, ...]:
    """The people of Quayside: always the same fifteen first, and more account owners where there are more customers."""
    found = []
    for number, (name, team, regions) in enumerate(_KNOWN):
        first, _, last = name.partition(" ")
        local = f"{first}.{last}".lower().replace("ć", "c").replace(" ", "")
        found.append(
            Colleague(
                number, name, f"{local}@{DOMAIN}", team, tuple(filter(None, regions.split("; "))), name != _FORMER
            )
        )
    everywhere = [region for colleague in found for region in colleague.regions]
    cultures = ("english", "german", "nordic", "dutch", "spanish", "polish", "ghanaian", "indian")
    taken = {colleague.email for colleague in found}
    while sum(bool(colleague.regions) for colleague in found) * _CUSTOMERS_EACH < accounts:
        first, last, local = name_in(rng.choice(cultures), rng)
        email = f"{local}@{DOMAIN}" if f"{local}@{DOMAIN}" not in taken else f"{local}.{len(found)}@{DOMAIN}"
        taken.add(email)
        region = (everywhere[len(found) % len(everywhere)],)
        found.append(Colleague(len(found), f"{first} {last}", email, "Customer success", region))
    return tuple(found)
