"""How Slack shows a request, somebody who waits for a word, and who fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from vouch.domain.policy import Policy
from vouch.program.colleagues.permissions import may
from vouch.program.references.how import how, state_of
from vouch.program.references.queries import reading
from vouch.program.references.states import RequestState
from vouch.web.shared.addresses import page_of_request
from vouch.web.shared.references.found import Found
from vouch.web.shared.shell import policy
from vouch.web.slack import words

if TYPE_CHECKING:
    from slack_sdk.models.blocks import Block, ButtonElement

    from vouch.program.colleagues.models import User
    from vouch.program.references.models import Request
    from vouch.program.references.queries.awaited import Awaited
    from vouch.program.references.queries.notices import Notice

FIRST = 5


def request(row: Request, *, by: User, policy: Policy) -> list[Block]:
    """One request in two lines: what for whom, how far, and who was chosen."""
    rung = policy.ladder.get(row.activity)
    eyes = reading(row, by=by, policy=policy)
    needed = f", by {row.needed_by:%-d %b}" if row.needed_by else ""
    what = f"{rung.words if rung else 'something'} for {row.buyer or 'nobody named'}{needed}"
    line = f"{words.link(page_of_request(row.pk), what)}: {RequestState(row.state).label}"
    chosen = [f"{words.clean(eyes.of(one.contact).name)}: they {state_of(one).label}" for one in row.matches.all()]
    return [words.section("\n".join([line, *(f"• {one}" for one in chosen)]))]


def waits(one: Awaited) -> list[Block]:
    """Somebody about whom the reader is asked, with the answers they can give."""
    row = one.match
    rung = policy().ladder.get(row.request.activity)
    line = (
        f"*{words.clean(row.contact.name or row.contact.email)}* of {words.clean(row.account.name)}: "
        f"{words.clean(rung.words if rung else row.request.activity)} for {words.clean(row.request.buyer)}"
    )
    return [words.section(line), words.row(*_answers(one.kind, row.pk))]


def _answers(kind: str, match: str) -> tuple[ButtonElement, ...]:
    """The answers a colleague can give about somebody."""
    if kind == "chain":
        return (
            words.button("I agree", "agree_yes", match, style="primary"), words.button("I do not", "agree_no", match)
        )  # fmt: skip
    return (
        words.button("Yes", "clear_yes", match, style="primary"), words.button("No", "clear_no", match),
        words.button("Not now", "clear_not_now", match),
    )  # fmt: skip


def notice(one: Notice) -> words.Message:
    """What a colleague is told without having asked: what is asked of whom, by whom, why; buttons where they decide."""
    row, rules = one.match, policy()
    rung = rules.ladder.get(row.request.activity)
    who = f"{row.contact.name or row.contact.email} of {row.account.name}"
    what = rung.words if rung else row.request.activity.replace("_", " ")
    needed = f", needed by {row.request.needed_by:%-d %b}" if row.request.needed_by else ""
    head = {
        "clearance": f"May we ask {who}?",
        "chain": f"Do you agree that we ask {who}?",
        "told": f"For your information: {who} is asked",
    }[one.kind]
    lines = [f"*{words.clean(head)}*", words.clean(f"{row.chosen_by} asks: {what} for {row.request.buyer}{needed}.")]
    lines += [f"• {words.clean(str(reason))}" for reason in row.fit.get("reasons", [])[:3]]
    if one.because:
        lines.append(f"You are asked because of: {words.clean(one.because)}")
    if one.kind == "told":
        lines.append("Nobody waits for you. If it does not fit, say so to whoever runs the desk, or on its page.")
    blocks = [words.section("\n".join(lines))]
    page = page_of_request(row.request_id)
    if one.kind == "clearance":
        page = settings.VOUCH_URL + reverse("clearance", args=[row.ask_id])
    ways = list(_answers(one.kind, row.pk)) if settings.VOUCH_SLACK_SIGNING_SECRET and one.kind != "told" else []
    ways.append(words.button("Look at it in Vouch", "look", url=page))
    blocks.append(words.row(*ways))
    return {"text": words.clean(head), "blocks": [block.to_dict() for block in blocks]}


def found(answer: Found, row: Request, *, by: User) -> words.Message:
    """The best who fit, as the list of the page has them, with why; choosing leads to the letter in Vouch."""
    given = how(row.activity, policy())
    chooses = may(by, "run_desk") or (row.seller_id == by.pk and given.mode.by_seller)
    blocks: list[Block] = []
    for one in answer.matches[:FIRST]:
        where = f", {words.clean(one.who.company)}" if one.who.company else ""
        why = " ".join(map(words.clean, one.reasons))
        first = " _Nobody has asked them yet: the owner says yes first._" if one.nobody_asked_yet else ""
        kept = f" _{words.clean(one.later)}_" if one.later else ""
        blocks.append(words.section(f"*{one.rank}. {words.clean(one.who.name)}*{where}\n{why}{first}{kept}"))
        if chooses:
            page = settings.VOUCH_URL + reverse("choose_reference", args=[row.pk, one.pick])
            ways = [words.button("Choose in Vouch", f"choose_{one.rank}", url=page)]
            if settings.VOUCH_SLACK_BOT_TOKEN:
                ways.insert(0, words.button("Choose here", f"pick_{one.rank}", f"{row.pk} {one.pick}", style="primary"))
            blocks.append(words.row(*ways))
    if not blocks:
        blocks.append(words.section("Nobody who fits may be asked now."))
    more = f"{answer.free} fit and may be asked, {answer.stopped_count} fit and may not now."
    if not chooses:
        more += " The desk chooses whom to ask."
    blocks.append(words.small(f"{more} {words.link(page_of_request(row.pk), 'The request in Vouch')}"))
    return words.plain(f"Who fits for {row.buyer}", blocks=blocks)
