"""Where is the rest kept? In sheets by hand and small tools, written in the plain tables Vouch asks for."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from vouch.runs.demo.exports.sheet import Sheet, at
from vouch.runs.demo.lives.life import Life
from vouch.runs.demo.plan import BadRow
from vouch.tables.facts import TABLES

_TABLES = (
    "subscriptions", "renewals", "roles", "promises", "results", "sentiment", "nominations", "acts", "community",
    "messages", "milestones", "competitors",
)  # fmt: skip


class Plain:
    """One file a table, written life by life."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        more = {"messages": ("reward_announced",)}
        self._sheet = {
            name: Sheet(folder, f"plain/{name}.csv", (*TABLES[name].names, *more.get(name, ())), stack)
            for name in _TABLES
        }
        self.sheets = tuple(self._sheet.values())
        self._named = {"Rui Campos": 0, "Piet Vos": 0}

    def write(self, life: Life) -> None:
        """All that is kept by hand about one company."""
        self._contract(life)
        self._proof(life)
        self._people(life)
        self._colleagues(life)

    def _contract(self, life: Life) -> None:
        account = life.company.id
        key = f"SUB-{life.company.number:06}"
        if contract := life.contract:
            self._sheet["subscriptions"].add({
                "subscription_id": key, "account_id": account, "product": contract.product,
                "starts_on": contract.starts, "term_ends_on": contract.term_ends, "term_months": contract.months,
                "renews_automatically": contract.automatic, "ended_on": contract.ended,
                "yearly_value": contract.value, "currency": "EUR",
            })  # fmt: skip
        for number, renewal in enumerate(life.renewals, 1):
            self._sheet["renewals"].add({
                "renewal_id": f"{key}-{number}", "account_id": account, "subscription_id": key,
                "happened_on": renewal.on, "kind": renewal.kind, "automatic": renewal.automatic,
                "term_months": renewal.months, "amount": renewal.amount, "currency": "EUR", "ends_on": renewal.ends,
            })  # fmt: skip
        for stone in life.milestones:
            self._sheet["milestones"].add({
                "account_id": account, "kind": stone.kind, "name": stone.name, "reached_on": stone.on,
                "started_on": stone.since,
            })  # fmt: skip

    def _proof(self, life: Life) -> None:
        account, owner = life.company.id, life.company.owner.name
        base = f"P-{life.company.number:05}"
        for promise in life.promises:
            self._sheet["promises"].add({
                "promise_id": f"{base}-{promise.number}", "account_id": account, "text": promise.text,
                "measure": promise.measure, "target": promise.target, "promised_on": promise.made,
                "due_on": promise.due, "status": promise.status, "decided_on": promise.decided,
                "signed_off_on": promise.signed, "signed_off_by": promise.signer, "by": owner,
            })  # fmt: skip
        for number, result in enumerate(life.results, 1):
            self._sheet["results"].add({
                "result_id": f"R-{life.company.number:05}-{number}", "account_id": account,
                "promise_id": f"{base}-{result.promise}" if result.promise else "", "text": result.text,
                "number": result.number, "unit": result.unit, "reached_on": result.on,
                "signed_off_on": result.signed, "signed_off_by": result.signer, "by": owner,
            })  # fmt: skip

    def _people(self, life: Life) -> None:
        for part in life.parts:
            self._sheet["roles"].add({
                "contact_id": part.person.id, "role": part.role, "from_on": part.since, "until_on": part.until,
                "by": life.company.owner.name,
            })  # fmt: skip
        for act in life.acts:
            number = self._sheet["acts"].rows + 1
            self._sheet["acts"].add({
                "act_id": f"A-{number:06}", "account_id": life.company.id, "contact_id": act.person.id,
                "activity_type": act.what, "done_at": at(act.on, number), "reward_announced": act.reward,
                "prompted": "asked" if act.asked else "unprompted", "completed": True, "text": act.text,
            })  # fmt: skip
        for post in life.posts:
            number = self._sheet["community"].rows + 1
            self._sheet["community"].add({
                "event_id": f"C-{number:07}", "email": post.person.email, "kind": post.kind,
                "happened_at": at(post.on, number, hour=9), "text": post.text,
            })  # fmt: skip
        for letter in life.letters:
            number = self._sheet["messages"].rows + 1
            answered = at(letter.answered, number, hour=14) if letter.answered else None
            self._sheet["messages"].add({
                "message_id": f"M-{number:07}", "contact_id": letter.person.id, "sent_at": at(letter.on, number),
                "kind": "ask" if letter.ask else "other", "activity_type": letter.what, "answered_at": answered,
                "answer": letter.answer, "by": letter.by, "reward_announced": letter.reward,
            })  # fmt: skip

    def _colleagues(self, life: Life) -> None:
        account = life.company.id
        for feeling in life.feelings:
            self._sheet["sentiment"].add({
                "account_id": account, "by": feeling.by, "rated_on": feeling.on, "rating": feeling.rating,
                "note": feeling.note,
            })  # fmt: skip
        for nomination in life.nominations:
            self._sheet["nominations"].add({
                "nomination_id": f"N-{self._sheet['nominations'].rows + 1:05}", "account_id": account,
                "contact_id": nomination.person.id, "by": nomination.by, "team": nomination.team,
                "nominated_on": nomination.on, "why": nomination.why,
            })  # fmt: skip
        self._known_by_now(life)
        for seen in life.sightings:
            self._sheet["competitors"].add({
                "account_id": account, "competitor": seen.who, "seen_on": seen.on, "where": seen.where,
            })  # fmt: skip

    def _known_by_now(self, life: Life) -> None:
        """Two colleagues have put people forward before: Rui those who then did something, Piet those who declined."""
        found = {
            "Rui Campos": next((act for act in life.acts if act.asked), None),
            "Piet Vos": next((one for one in life.letters if one.ask and one.answer == "declined"), None),
        }
        for (by, what), team, most in zip(found.items(), ("support", "sales"), (8, 6), strict=True):
            planted = life.lead is not None or any(act.reward for act in life.acts)
            if what is None or planted or self._named[by] == most:
                continue
            self._named[by] += 1
            self._sheet["nominations"].add({
                "nomination_id": f"N-{self._sheet['nominations'].rows + 1:05}", "account_id": life.company.id,
                "contact_id": what.person.id, "by": by, "team": team, "nominated_on": what.on - timedelta(days=21),
                "why": "Might enjoy saying so.",
            })  # fmt: skip

    def slips(self, life: Life) -> tuple[BadRow, ...]:
        """Four rows of the hand-kept sheet of feelings that nobody can read, and what is wrong with each."""
        sheet, account, owner = self._sheet["sentiment"], life.company.id, life.company.owner.name
        day = life.ago(40)
        good = {"account_id": account, "by": owner, "rated_on": day, "rating": "green"}
        slips: tuple[tuple[str, object, str], ...] = (
            ("rating", "yellowish", "no rating of the three"),
            ("rated_on", f"{day.year}-02-31", "no day of any calendar"),
            ("by", "", "nobody says whose feeling it is"),
            ("account_id", "", "nobody says about whom: no account, contact or e-mail"),
        )
        found: list[BadRow] = []
        for column, value, what in slips:
            sheet.add({**good, "rated_on": day - timedelta(days=len(found)), column: value})
            found.append(BadRow(file=sheet.name, row=sheet.rows + 1, column=column, what=what))
        return tuple(found)
