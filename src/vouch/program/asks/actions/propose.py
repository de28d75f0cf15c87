"""How does an ask begin? Somebody proposes it, with what both sides have of it; the gates let it through or not."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from vouch.domain.asking import check_wins
from vouch.domain.errors import BadInput, NotFound
from vouch.domain.policy import Policy
from vouch.domain.wording import stopped_in
from vouch.program.asks.actions.clearing import ask_for_clearance, who_clears
from vouch.program.asks.actions.gate import check, rung_of
from vouch.program.asks.actions.moving import move, write_step
from vouch.program.asks.actions.slots import create_in_slot
from vouch.program.asks.current import fresh
from vouch.program.asks.days import moment_on
from vouch.program.asks.models import Ask
from vouch.program.asks.states import AskState, Clearing, Origin, Rule
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import may, require
from vouch.program.people.identity.queries import ids_of, present
from vouch.program.people.models import Contact

MOST = {"subject": 150, "why": 500, "words": 4000, "use": 64, "territory": 120, "reward_announced": 255}
"""Letters at most, by field."""


@transaction.atomic
def propose(
    *,
    by: User,
    contact: Contact,
    activity: str,
    win_person: str,
    win_company: str,
    subject: str = "",
    why: str = "",
    words: str = "",
    use: str = "",
    territory: str = "",
    reward_announced: str = "",
    urgent: bool = False,
    smaller_of: Ask | None = None,
    open_rule: str = "",
    origin: Origin = Origin.WORKSPACE,
    clearing: Clearing = Clearing.RULE,
    policy: Policy,
    today: dt.date,
) -> Ask:
    """Propose one ask of one person. It waits for the account's owner, or is cleared where nobody has to be asked.

    `origin` says where it is sent from: one of an opening is sent with it. `clearing`: whose yes it waits for.
    `use` is what it is for (`deal`, `website` ...); an urgent one asks its owner at once. `smaller_of` is the ask in
    whose place the person wanted something
    smaller.

    Raises NotAllowed; BadInput with the field (a win that is missing, words that beg); Refusal `may_not_be_asked`;
    Conflict where somebody else asks them already.
    """
    contact = _found(contact)
    account = contact.account
    if account is None:
        raise BadInput("no_company", "Nobody knows which customer this person works for, so nobody can be asked first.")
    require(by, "propose_asks", owner=account.owner_id or "")
    wins = check_wins(win_person, win_company)
    _check_smaller(smaller_of, contact)
    texts = {"subject": subject, "why": why, "words": words}
    texts |= {"use": use, "territory": territory, "reward_announced": reward_announced}
    texts = {name: _plain(name, text) for name, text in texts.items()}
    field, sentence = stopped_in(texts, policy.wording)
    if sentence:
        raise BadInput("wording", sentence, field=field)
    rung = rung_of(activity, policy)
    if rung.open_invitation != bool(open_rule):
        raise _not_chosen() if rung.open_invitation else _no_rule()
    found = check(
        contact,
        activity,
        policy=policy,
        today=today,
        use=texts["use"],
        territory=texts["territory"],
        except_ask=smaller_of.pk if smaller_of else "",
    )
    at = moment_on(today, policy)
    ask = create_in_slot(
        policy.asking.caps.open_asks_per_account,
        contact=contact,
        account=account,
        activity=activity,
        win_person=wins[0],
        win_company=wins[1],
        **texts | {"subject": texts["subject"] or f"An invitation: {rung.words}"},
        urgent=urgent,
        smaller_of=smaller_of,
        open_rule=open_rule[:300],
        origin=origin,
        policy=policy.version,
        proposed_by=by,
        proposed_at=at,
        changed_at=at,
    )
    write_step(ask, before="", after=AskState.PROPOSED, by=by, door="workspace", at=at)
    return _cleared_or_asked(
        fresh(ask), by=by, strictly=found.strictly, clearing=clearing, policy=policy, today=today, at=at
    )


def _cleared_or_asked(
    ask: Ask, *, by: User, strictly: bool, clearing: Clearing, policy: Policy, today: dt.date, at: dt.datetime
) -> Ask:
    rung, owner = policy.ladder[ask.activity], ask.account.owner
    if rung.open_invitation:
        # who is invited to an open invitation follows from a rule and from nobody's opinion, the owner's included
        return move(
            ask, AskState.CLEARED, by=None, door="worker", at=at, words="An open invitation needs nobody's yes."
        )
    if owner is not None and by.owner == owner.pk and may(by, "clear_asks", owner=owner.pk):
        return move(ask, AskState.CLEARED, by=by, door="workspace", at=at, words="Proposed by the account's owner.")
    if not strictly and clearing is Clearing.TOLD:
        return move(ask, AskState.CLEARED, by=None, door="worker", at=at, words="The owner is told, and not asked.")
    strictly = strictly or clearing is Clearing.ALWAYS
    whom = who_clears(owner, today=today)
    if not strictly and whom.rule is Rule.TRUST:
        return move(ask, AskState.CLEARED, by=None, door="worker", at=at, words="The owner said: go on; I trust you.")
    ask_for_clearance(ask, strictly=strictly, policy=policy, today=today, at=at)
    return ask


def _check_smaller(larger: Ask | None, contact: Contact) -> None:
    if larger is None:
        return
    larger = fresh(larger)
    if larger.contact_id not in ids_of(contact) or larger.state != AskState.SMALLER:
        raise BadInput(
            "not_wanted_smaller", "This person did not want something smaller than that.", field="smaller_of"
        )


def _not_chosen() -> BadInput:
    return BadInput(
        "open_to_all",
        "Nobody is chosen for a review: that would invite those who praise. Invite a segment, or by lot.",
        field="activity",
    )


def _no_rule() -> BadInput:
    return BadInput("no_rule", "Only reviews are open invitations. Choose this person for a reason.", field="open_rule")


def _found(contact: Contact) -> Contact:
    found = present(Contact, contact.pk, "account__owner")
    if found is None:
        raise NotFound("no_such_contact", "There is no such person. They may have been erased.")
    return found


def _plain(name: str, text: str) -> str:
    # the subject becomes a line of a mail's head; the others keep their paragraphs
    plain = text.replace("\0", "").strip() if name == "words" else " ".join(text.replace("\0", "").split())
    if len(plain) > MOST[name]:
        raise BadInput("too_long", f"These are {len(plain)} letters; at most {MOST[name]} are kept.", field=name)
    return plain
