"""Run as a program: fills a data folder with cleared asks, or sends what is cleared; so that it can be killed."""

from __future__ import annotations

import sys

from vouch.project.start import prepare, start


def fill(many: int) -> None:
    """So many people at companies of their own, each with a cleared ask."""
    from tests.program.asks.town import Town, clear, propose
    from tests.program.cast import account, contact, know, owner, placed, publish
    from vouch.program.people.models import Contact

    town = Town()
    firms = [account(number, f"Firm {number}") for number in range(1000, 1000 + many)]
    people = [contact(1000 + place, firm, f"P{place} Q") for place, firm in enumerate(firms)]
    know(firms, people, [owner(1)])
    publish([placed(one, "advocate") for one in (*firms, *people)])
    for one in people:
        clear(town, propose(town, Contact.objects.get(pk=one.id)), by=town.mara)


def send() -> None:
    """Send everything that is cleared, as a programme manager does."""
    from tests.program.asks.town import POLICY, TODAY, address
    from vouch.program.asks import actions
    from vouch.program.asks.queries import ready
    from vouch.program.colleagues.queries import by_email

    mara = by_email("mara@example.com")
    assert mara is not None
    actions.send(by=mara, asks=ready(today=TODAY, limit=10_000), policy=POLICY, today=TODAY, address=address)


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        prepare()
        fill(int(sys.argv[2]))
    else:
        start()
        send()
