"""Nominations of every state, and what three teams find ideal: by two colleagues whose word is known, and one new one.

Rui of support chose well so far and Piet of sales did not (the sample's sheet of nominations has their past).
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import transaction

from vouch.domain.policy import Policy
from vouch.program.colleagues import actions as colleagues
from vouch.program.colleagues.invitations import token_for
from vouch.program.colleagues.permissions import Position
from vouch.program.findings import lists
from vouch.program.findings.filters import Filter
from vouch.program.ideal import actions as ideal
from vouch.program.ideal.known import known_values
from vouch.program.people import actions, nominated
from vouch.program.people.personality.queries import own_words

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Contact

RUI, PIET, LENA = "Rui Campos", "Piet Vos", "Lena Brandt"
"""Of support, of sales, of service."""

_TOLD: tuple[tuple[str, str, dict[str, Any], str, str], ...] = (
    (RUI, "She answered three questions of other customers in our forum before we saw them.",
     {"traits": ["helpful", "explains"], "personality": "educator"}, "new", ""),
    (RUI, "He told us what is wrong with the new report, line by line, and stayed friendly.",
     {"traits": ["candid"]}, "approved", "His list was right, and he wrote it for others too."),
    (PIET, "A good friend, and he will say whatever we need him to say.",
     {"relation": "friend", "relation_words": "We studied together in Ghent"}, "new", ""),
    (PIET, "Met her at the fair; she liked the stand very much.",
     {"traits": ["connected"]}, "not_approved", "They are in the middle of a hard rollout. Put her forward in spring."),
    (LENA, "Brought two neighbours to their site to show them the yard, without being asked.",
     {"traits": ["connected", "curious"], "personality": "status_seeker"}, "in_progress", ""),
    (LENA, "", {"relation": ""}, "draft", ""),
)  # fmt: skip
_RATED = {
    RUI: {"helpful": 3, "explains": 3, "candid": 2, "role": 2, "tenure": 2, "industry": 1},
    PIET: {"size": 3, "industry": 3, "connected": 3, "tenure": 1, "role": 1},
    LENA: {"helpful": 2, "industry": 2, "role": 3, "tenure": 3, "candid": 2, "curious": 1, "size": 1},
}


@transaction.atomic
def put_forward(*, by: User, policy: Policy, today: dt.date) -> int:
    """What three colleagues wrote, decided by `by`, and the agreed profile; returns how many nominations were made."""
    if any(nominated.counts(by).values()):
        return 0
    who = {name: _joined(by, name, policy.company.name) for name in (RUI, PIET, LENA)}
    people = _people()
    for place, ((name, why, more, state, because), person) in enumerate(zip(_TOLD, people, strict=False)):
        made = actions.nominate(
            by=who[name], account=person.account, contact=person, nominated_on=today - dt.timedelta(days=2 + 2 * place),
            why=why, draft=state == "draft", **{"relation": "work", **more},
        )  # fmt: skip
        if state == "in_progress":
            actions.take_up(by=by, nomination=made)
        elif state == "approved":
            actions.approve(by=by, nomination=made, because=because)
        elif state == "not_approved":
            actions.not_approve(by=by, nomination=made, because=because)
    for name, team in ((RUI, "support"), (PIET, "sales"), (LENA, "service")):
        ratings = {trait: _RATED[name].get(trait, 0) for trait in policy.traits}
        ideal.rate(by=who[name], team=team, ratings=ratings, policy=policy)
    ideal.agree(
        by=by,
        traits={
            "industry": {"importance": 2, "wanted": known_values("industry", limit=4)},
            "size": {"importance": 1, "wanted": ["100"]},
            "tenure": {"importance": 2, "wanted": ["2"]},
            "helpful": {"importance": 3},
        },
        agreed_on=today - dt.timedelta(days=20),
        policy=policy,
        because="Sales gave way on size: small yards that help others brought more than large silent ones.",
    )
    return min(len(_TOLD), len(people))


def _people() -> list[Contact]:
    """Satisfied people with a company, by name; nobody who asked that no kind of person is thought up for them."""
    objected = {pk for pk, word in own_words().items() if word.objected_at is not None}
    rows = lists.every(Filter(kind="contact", stage="satisfied"))[:40]
    found = [row.contact for row in rows if row.contact and row.contact.account_id]
    return [one for one in found if one.pk not in objected][: len(_TOLD)]


def _joined(by: User, name: str, company: str) -> User:
    told: Callable[[str], str] = str
    email = f"{name.lower().replace(' ', '.')}@quayside.example"
    user = colleagues.invite(by=by, email=email, name=name, role=Position.SELLER, company=company, link=told)
    # nobody knows the password, as with the owners of the sample
    return colleagues.join(token=token_for(user), name=name, password=secrets.token_urlsafe(24))
