"""How is an ask written down that was made outside Vouch: by phone, at dinner, from somebody's own mail?

It has happened, so no gate refuses it and no other open ask stands in its way: limits stay true only if everything is
written down. With our text sent from an owner's own mail, the ask that waited becomes invited.
"""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from vouch.domain.asking import Answer
from vouch.domain.errors import BadInput, Conflict
from vouch.domain.policy import Policy
from vouch.program.asks import letters
from vouch.program.asks.actions.answer import STATE
from vouch.program.asks.actions.gate import check, rung_of
from vouch.program.asks.actions.moving import move, write_step
from vouch.program.asks.current import fresh
from vouch.program.asks.days import moment_on
from vouch.program.asks.models import Ask
from vouch.program.asks.models.ask import new_key
from vouch.program.asks.states import AskState, Origin
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.people.identity.queries import ids_of, present
from vouch.program.people.models import Contact


@transaction.atomic
def log_outside(
    *,
    by: User | None,
    contact: Contact,
    activity: str,
    asked_on: dt.date,
    answer: Answer | str | None = None,
    answered_on: dt.date | None = None,
    words: str = "",
    subject: str = "",
    key: str = "",
    door: str = "",
    policy: Policy,
    today: dt.date,
) -> Ask:
    """Write down an ask made outside Vouch, in one line: whom, for what, when, what they said (if they did yet).

    The same one twice is written down once: the same `key`, or the same person, activity and day.

    Raises NotAllowed; BadInput with the field; Conflict where it is written down already.
    """
    found = present(Contact, contact.pk, "account")
    if found is None or found.account is None:
        raise BadInput("no_company", "Nobody knows which customer this person works for.", field="contact")
    require(by, "log_asks", owner=found.account.owner_id or "")
    rung = rung_of(activity, policy)
    _days(asked_on, answered_on, today)
    state = _state(answer, tracked=rung.tracked)
    _once(found, activity, asked_on, key, policy)
    asked_at = moment_on(asked_on, policy)
    changed: dict[str, dt.date] = {}
    if state not in (AskState.INVITED, AskState.UNTRACKED):
        changed["answered_at"] = moment_on(answered_on or today, policy)
    if state is AskState.NOT_NOW:
        rest = policy.asking.rest.after_not_now_days
        changed["not_before"] = (answered_on or today) + dt.timedelta(days=rest)
    door = door or ("workspace" if by else "command_line")
    try:
        with transaction.atomic():
            ask = Ask.objects.create(
                key=key or new_key(),
                contact=found,
                account=found.account,
                activity=activity,
                state=state,
                origin=Origin.OUTSIDE,
                subject=" ".join(subject.replace("\0", "").split())[:150],
                policy=policy.version,
                proposed_by=by,
                proposed_at=asked_at,
                invited_at=asked_at,
                answer_until=asked_on + dt.timedelta(days=policy.asking.invitation.open_days),
                answer_words=words.replace("\0", "").strip()[:1000] if answer else "",
                changed_at=moment_on(today, policy),
                **changed,
            )
    except IntegrityError:
        raise _already(Ask.objects.get(pk=key)) from None
    write_step(ask, before="", after=state, by=by, door=door, at=moment_on(today, policy), words=words)
    return ask


@transaction.atomic
def owner_words(*, by: User, ask: Ask, policy: Policy, today: dt.date) -> str:
    """Our text for the owner who asks themselves, once more only if no gate stands in the way now. Changes nothing.

    Raises NotAllowed; Conflict where they do not ask themselves; Refusal `may_not_be_asked`.
    """
    ask = _theirs(by, ask)
    check(
        ask.contact,
        ask.activity,
        policy=policy,
        today=today,
        use=ask.use,
        territory=ask.territory,
        except_ask=ask.pk,
    )
    return letters.owner_text(ask, by=by, policy=policy)


@transaction.atomic
def sent_myself(*, by: User, ask: Ask, words: str = "", policy: Policy, today: dt.date) -> Ask:
    """The owner says that they have asked, with our text, from their own mail. It has happened: no gate refuses it.

    Raises NotAllowed; Conflict where they do not ask themselves, or said so already.
    """
    ask = _theirs(by, ask)
    rung, at = policy.ladder.get(ask.activity), moment_on(today, policy)
    state = AskState.INVITED if rung is None or rung.tracked else AskState.UNTRACKED
    until = today + dt.timedelta(days=policy.asking.invitation.open_days)
    return move(ask, state, by=by, door="workspace", at=at, words=words, invited_at=at, answer_until=until)


def _theirs(by: User, ask: Ask) -> Ask:
    ask = fresh(ask)
    answered = ask.clearances.filter(answered_by=by, answer="myself").exists()
    require(by, "clear_asks", **({} if answered else {"owner": ask.account.owner_id or ""}))
    if ask.origin != Origin.OWNER or ask.state != AskState.CLEARED:
        raise Conflict("not_by_the_owner", "This ask does not wait for its owner to send it.")
    return ask


def _days(asked_on: dt.date, answered_on: dt.date | None, today: dt.date) -> None:
    if asked_on > today:
        raise BadInput(
            "in_the_future", "That day lies in the future. Write it down once they were asked.", field="asked_on"
        )
    if answered_on is not None and not asked_on <= answered_on <= today:
        raise BadInput("bad_day", "The answer came on a day from the ask until today.", field="answered_on")


def _state(answer: Answer | str | None, *, tracked: bool) -> AskState:
    if not tracked:
        return AskState.UNTRACKED
    if not answer:
        return AskState.INVITED
    try:
        return STATE[Answer(answer)]
    except (ValueError, KeyError):
        said = ", ".join(STATE)
        raise BadInput("bad_answer", f"“{answer}” is no answer. It is one of {said}.", field="answer") from None


def _once(contact: Contact, activity: str, asked_on: dt.date, key: str, policy: Policy) -> None:
    begins = dt.datetime.combine(asked_on, dt.time(), tzinfo=policy.zone)
    same = Ask.objects.filter(contact__in=ids_of(contact), activity=activity, origin=Origin.OUTSIDE)
    same = same.filter(invited_at__gte=begins, invited_at__lt=begins + dt.timedelta(days=1))
    found = (Ask.objects.filter(pk=key) if key else Ask.objects.none()).first() or same.first()
    if found is not None:
        raise _already(found)


def _already(ask: Ask) -> Conflict:
    who = ask.proposed_by or "Somebody"
    return Conflict("logged_already", f"{who} has written this down already. Nothing was changed.", ask=ask.pk)
