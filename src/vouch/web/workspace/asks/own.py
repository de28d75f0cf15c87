"""The letter of each person: the words for all as this one reads them, or what was written for this one alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vouch.domain.letters import read_by
from vouch.web.shared.environment import listed
from vouch.web.workspace.asks.chosen import Person
from vouch.web.workspace.asks.forms.letter import FIELDS, READ, Letter, Written
from vouch.web.workspace.asks.hints import Wording, turned, wording
from vouch.web.workspace.asks.known import Known
from vouch.web.workspace.asks.mailed import Mailed, as_mailed

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User


@dataclass(frozen=True, kw_only=True)
class Own:
    """One person's letter. `edited`: it was written for them alone; `missing`: fields whose sentences were left out."""

    person: Person
    form: Written
    texts: Mapping[str, str]
    edited: bool
    missing: Sequence[str]
    beside: Mapping[str, str]

    @property
    def whole(self) -> dict[str, str]:
        """Everything that is proposed."""
        return {**self.beside, **self.texts}

    @property
    def wording(self) -> Wording:
        """What is said of its wording."""
        names = (self.person.name, self.person.account.name if self.person.account else "")
        return wording(self.texts, [name for name in names if name], of=self.person.contact.pk)

    def mailed(self, activity: str, by: User) -> Mailed:
        """The letter as it would leave."""
        return as_mailed(self.person, activity, self.whole, by=by)


def each(form: Letter, persons: Sequence[Person], known: Mapping[str, Known], posted: Mapping[str, str]) -> list[Own]:
    """The letter of each of these people. What was posted for one of them alone stands in place of the words for all,
    but for whom `reset` names.
    """
    shared = {name: str(form.cleaned_data.get(name, "")) for name in FIELDS}
    return [_own(one, shared, known[one.contact.pk], posted) for one in persons]


def _own(person: Person, shared: Mapping[str, str], of_them: Known, posted: Mapping[str, str]) -> Own:
    pk = person.contact.pk
    read = {name: read_by(shared[name], of_them.values, template=of_them.template) for name in READ}
    texts = {name: one.text for name, one in read.items()}
    written = {} if posted.get("reset") == pk else _written(posted, pk)
    edited = any(written.get(name, text) != text for name, text in texts.items())
    turn = posted.get("turn", "")
    if turn.startswith(f"{pk}-"):
        edited, written = True, turned({**texts, **written}, turn.removeprefix(f"{pk}-"), _names(person))
    texts |= written if edited else {}
    form = Written({f"{pk}-{name}": text for name, text in texts.items()}, prefix=pk, auto_id=f"{pk}_%s")
    form.reward = shared["reward_announced"]
    missing = list(dict.fromkeys(field for one in read.values() for field in one.missing))
    own = Own(
        person=person, form=form, texts=texts, edited=edited, missing=[] if edited else missing,
        beside={name: shared[name] for name in FIELDS if name not in READ},
    )  # fmt: skip
    form.is_valid()
    for name, one in read.items():
        if one.missing and not texts[name] and name in form.errors:
            form.errors[name].clear()
            form.add_error(name, _nothing_left(one.missing, person))
    return own


def left_out(letters: Iterable[Own]) -> list[str]:
    """A sentence for each field that is not known of somebody: whose letters lack the sentences that hang on it."""
    names: dict[str, list[str]] = {}
    for one in letters:
        for field in one.missing:
            names.setdefault(field, []).append(one.person.name)
    return [
        f"“{{{field}}}” is not known of {listed(who)}: the sentence with it is left out of "
        f"{'that letter' if len(who) == 1 else 'those letters'}."
        for field, who in names.items()
    ]


def _nothing_left(fields: Sequence[str], person: Person) -> str:
    holes = " and ".join(f"“{{{one}}}”" for one in fields)
    return (
        f"Nothing of it is left for {person.name}: every sentence hangs on {holes}, which is not known of them. "
        "Write a sentence without it, or write theirs on its own."
    )


def _written(posted: Mapping[str, str], pk: str) -> dict[str, str]:
    # a browser sends lines with two signs at their end
    return {name: posted[f"{pk}-{name}"].replace("\r\n", "\n").strip() for name in READ if f"{pk}-{name}" in posted}


def _names(person: Person) -> list[str]:
    return [name for name in (person.name, person.account.name if person.account else "") if name]
