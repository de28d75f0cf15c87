"""What is known of each person for a letter to them: fields to fill in, the template that suits them, their goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vouch.domain.goals import Goal, serving
from vouch.domain.letters import Template, of_person, of_rung
from vouch.domain.personalities import Personality
from vouch.program.colleagues.permissions import may
from vouch.program.openings.queries.came import came_to
from vouch.program.people.goals.queries import goals_of
from vouch.program.people.queries import PersonalityNow, personalities
from vouch.program.people.reached import Reached, reached
from vouch.web.shared.shell import letters, policy

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Contact


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a letter to one person is made of. `goals` are theirs that this colleague may read, `serves` those of them
    that the rung serves; `now` is None for a colleague who may not see how people like to take part.
    """

    values: Mapping[str, str]
    template: Template
    goals: Sequence[Goal]
    serves: Sequence[Goal]
    now: PersonalityNow | None

    @property
    def personality(self) -> Personality | None:
        """The personality that the template is for; None for the plain one."""
        return self.now.sure if self.now is not None else None


def known(contacts: Sequence[Contact], activity: str, who: User) -> dict[str, Known]:
    """What is known of each of these people, by id. Nothing that this colleague may not read is among it."""
    rules, templates = policy(), letters()
    rung = rules.ladder[activity]
    typed = [one.pk for one in contacts if may(who, "see_personalities", owner=_owner(one))]
    types = personalities(typed) if typed and not rung.open_invitation else {}
    wanted = goals_of([one.pk for one in contacts if may(who, "see_goals", owner=_owner(one))], zone=rules.zone)
    proof = reached([one.account for one in contacts if one.account is not None])
    came = came_to(contacts)
    found = {}
    for one in contacts:
        company, now = one.account, types.get(one.pk)
        goals = wanted.get(one.pk, [])
        serves = [] if rung.open_invitation else serving(goals, activity, rules)
        proven = proof.get(company.pk, Reached()) if company else Reached()
        values = of_rung(rung, us=rules.company.name)
        values |= of_person(name=one.name, company=company.name if company else "")
        values |= {
            "goal": serves[0].words if serves else "",
            "result": proven.result,
            "company_goal": proven.awaited,
            "opening": came.get(one.pk, ""),
        }
        leads = now.sure if now is not None else None
        found[one.pk] = Known(
            values=values, template=templates.of(activity, leads.value if leads else None), goals=goals,
            serves=serves, now=now,
        )  # fmt: skip
    return found


def _owner(one: Contact) -> str:
    return (one.account.owner_id or "") if one.account_id and one.account else ""
