"""From facts to placements as of any days: the whole way, in order.

A result that several later steps read is handed to `keep` and read back from where it was kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.domain.stages import Gate
from vouch.insight.calendar import seconds
from vouch.insight.customers import account_spans, customer_since, standing
from vouch.insight.describe import described_accounts, described_contacts
from vouch.insight.evidence.acts import act_atoms, act_rows
from vouch.insight.evidence.colleagues import colleague_atoms, nominated
from vouch.insight.evidence.laid import lay, role_spans
from vouch.insight.evidence.patronage import first_due, latest_deals, patronage_atoms, purchases
from vouch.insight.evidence.promises import milestone_atoms, promise_atoms, result_atoms
from vouch.insight.evidence.service import case_atoms, implementation_atoms, read_tickets, satisfaction_atoms
from vouch.insight.evidence.surveys import nps_answers, survey_atoms
from vouch.insight.gates import arrivals, counted_gates, decisions, gate_groups, standing_gates
from vouch.insight.identity import (
    Accounts,
    Contacts,
    accounts,
    contacts,
    meant,
    references,
    resolve,
    workplaces,
)
from vouch.insight.keep import Keep
from vouch.insight.placement.people import place_people, rungs_of_companies, willing
from vouch.insight.placement.wide import companies_gates, people_gates
from vouch.insight.risk import reasons
from vouch.insight.risk.seen import open_cases, sponsors_gone, usage_down
from vouch.insight.risk.told import competitors, detractors, missed_promises, notices, silence, unhappy_colleagues
from vouch.insight.traits import breadth
from vouch.insight.usage import UseOfAccounts, use, use_of_accounts, windows

RESOLVED = (
    "roles", "tickets", "survey_answers", "nominations", "sentiment", "acts", "community", "messages",
    "deals", "subscriptions", "renewals", "promises", "results", "milestones", "competitors",
)  # fmt: skip


@dataclass(frozen=True)
class Placed:
    """What placing found. Every table has `as_of`; subjects are internal ids.

    `accounts` and `contacts`: placements. `gates`: scored gates; `acts`: the counted one. `reasons`: at risk or nearly.
    `standing`: who is a customer, a former one, or neither. `laid`: all evidence beside its gates, whatever the day.
    `found_records`, `people_records`: who is who. `workplaces`: where people worked when. `since`: when each account
    became a customer. `breadth`: how many ways they use the product of late. `roles`: who plays which part when.
    `described_...`: names and what else describes them on those days. `resolved`: facts with whose they are.
    """

    accounts: ir.Table
    contacts: ir.Table
    gates: ir.Table
    acts: ir.Table
    reasons: ir.Table
    standing: ir.Table
    laid: ir.Table
    found_records: ir.Table
    people_records: ir.Table
    workplaces: ir.Table
    since: ir.Table
    breadth: ir.Table
    roles: ir.Table
    described_accounts: ir.Table
    described_contacts: ir.Table
    resolved: Mapping[str, ir.Table]


def place(
    facts: Mapping[str, ir.Table],
    covered: ir.Table,
    together: ir.Table,
    days: ir.Table,
    as_of: ir.Table,
    policy: Policy,
    keep: Keep,
) -> Placed:
    """Where every customer stands at the end of each day of `as_of`, under `policy`.

    `facts`: the fact tables by name, as the contract has them. `covered`: system, until (seconds): how far each usage
    feed tells. `together`: what people settled about who is who, as `identity.TOGETHER` has it. `days` and `as_of`: as
    `calendar.every_day` and `calendar.days_as_of` make them.
    """
    spans = keep("use_windows", windows(covered, as_of, days, policy))
    used = use(facts["usage"], days, spans, keep)
    named = [used.ever, used.daily, used.people]
    found, people, at_work, whom = _who_is_who(facts, named, together, days, policy, keep)
    resolved = {
        name: keep(f"resolved_{name}", resolve(facts[name].mutate(t=seconds(_.happened_at)), whom, at_work))
        for name in RESOLVED
    }
    used_by = use_of_accounts(used, spans, whom, at_work, keep)
    deals = keep("deals_now", latest_deals(resolved["deals"], days, policy))
    bought = keep("bought", purchases(deals, resolved["renewals"], resolved["subscriptions"], days, policy))
    versions = keep("account_spans", account_spans(found, days, policy))
    since = keep(
        "since",
        customer_since(versions, bought, resolved, used_by.first.group_by("account").agg(first_used=_.t.min()), days),
    )
    tickets = keep("tickets_read", read_tickets(resolved["tickets"], policy))
    atoms = keep("atoms", _atoms(resolved, tickets, bought, since, days, policy, keep))
    roles = keep("role_spans", role_spans(resolved["roles"], days, policy))
    laid = keep("laid", lay(atoms, roles, policy))
    gates = keep("gates", ibis.union(*[_standing(laid, as_of, policy, group, keep) for group in gate_groups(policy)]))
    acted = keep("acted", _acted(laid, resolved, policy))
    acts = keep("acts_gate", counted_gates(acted, as_of))
    stands = keep("standing", standing(versions, since, bought, resolved, as_of, days))
    customers = stands.filter(stands["is"] == "customer").select("as_of", "at", "account", "since")
    due = first_due(customers, resolved, bought, days, policy)
    companies = keep(
        "companies",
        rungs_of_companies(companies_gates(customers, gates, acts, due)),
    )
    asked = resolved["messages"].mutate(answered=seconds(_.answered_at))
    staff = willing(at_work, people.spans, asked, as_of, policy.willing.declines_in_a_row)
    staff = keep("staff", staff.semi_join(customers, ["as_of", "account"]))
    everyone = keep("people_gates", people_gates(staff, gates, acts, companies))
    nameless = counted_gates(acted.filter((_["kind"] == "account") & _.contact.isnull()), as_of)
    nameless = nameless.filter(_.state == "met").select("as_of", account="subject")
    placed_accounts, placed_contacts = place_people(companies, everyone, nameless)
    risks = _risks(resolved, tickets, roles, at_work, used_by, spans, as_of, days, policy)
    return Placed(
        accounts=keep("placed_accounts", placed_accounts),
        contacts=keep("placed_contacts", placed_contacts),
        gates=gates,
        acts=acts,
        reasons=keep("reasons", risks.semi_join(customers, ["as_of", "account"])),
        standing=stands,
        laid=laid,
        found_records=found.records,
        people_records=people.records,
        workplaces=at_work,
        since=since,
        breadth=keep("breadth", breadth(facts["usage"], spans, as_of, days, whom, at_work, policy)),
        roles=roles,
        described_accounts=keep(
            "described_accounts", described_accounts(versions, resolved, facts["owners"], as_of, days)
        ),
        described_contacts=keep("described_contacts", described_contacts(people, as_of)),
        resolved=resolved,
    )


def _who_is_who(
    facts: Mapping[str, ir.Table],
    used: Sequence[ir.Table],
    together: ir.Table,
    days: ir.Table,
    policy: Policy,
    keep: Keep,
) -> tuple[Accounts, Contacts, ir.Table, ir.Table]:
    found = accounts(facts["accounts"], together, policy, keep)
    named = keep("references", references([*used, *(facts[name] for name in RESOLVED)]))
    people = contacts(facts["contacts"], named, found, together, policy, keep)
    whom = keep("meant", meant(named, found, people))
    return found, people, keep("workplaces", workplaces(people, days)), whom


def _standing(laid: ir.Table, as_of: ir.Table, policy: Policy, group: tuple[Gate, ...], keep: Keep) -> ir.Table:
    name = "_".join(gate.value for gate in group)
    decided = keep(f"decided_{name}", decisions(keep(f"arrived_{name}", arrivals(laid, policy, group)), policy, group))
    return keep(f"standing_{name}", standing_gates(decided, as_of, policy, group))


def _atoms(
    resolved: Mapping[str, ir.Table],
    tickets: ir.Table,
    bought: ir.Table,
    since: ir.Table,
    days: ir.Table,
    policy: Policy,
    keep: Keep,
) -> ir.Table:
    done = act_rows(resolved["acts"], resolved["community"], policy)
    asks = resolved["messages"].mutate(t=seconds(_.answered_at))
    declined = asks.filter((_.answer == "declined") & _.contact.notnull() & _.t.notnull()).select("contact", "t")
    given = done.filter(_.contact.notnull()).select("contact", "t")
    record = keep("nominated", nominated(resolved["nominations"], given, declined))
    tables = [
        *survey_atoms(resolved["survey_answers"], policy),
        colleague_atoms(resolved["sentiment"], resolved["nominations"], record, policy),
        *promise_atoms(_no_person(resolved["promises"]), days, policy),
        *result_atoms(_no_person(resolved["results"]), days, policy),
        milestone_atoms(_no_person(resolved["milestones"]), since, days, policy),
        *case_atoms(tickets, policy),
        satisfaction_atoms(tickets, policy),
        implementation_atoms(tickets, policy),
        *patronage_atoms(bought, since, policy),
        act_atoms(done, policy),
    ]
    return ibis.union(*tables)


def _no_person(rows: ir.Table) -> ir.Table:
    return rows.mutate(contact=ibis.null("string"))


def _acted(laid: ir.Table, resolved: Mapping[str, ir.Table], policy: Policy) -> ir.Table:
    """Acts beside their subjects, with whether a reward had been announced."""
    done = act_rows(resolved["acts"], resolved["community"], policy).select(_key="key", rewarded="rewarded")
    beside = laid.filter(_.gate == Gate.ACTS.value)
    return beside.join(done, beside.atom == done._key).drop("_key")


def _risks(
    resolved: Mapping[str, ir.Table],
    tickets: ir.Table,
    roles: ir.Table,
    at_work: ir.Table,
    used: UseOfAccounts,
    spans: ir.Table,
    as_of: ir.Table,
    days: ir.Table,
    policy: Policy,
) -> ir.Table:
    as_of = as_of.select("as_of", "at")
    return reasons(
        [
            notices(resolved["renewals"], as_of, days, policy),
            open_cases(tickets, as_of, policy),
            sponsors_gone(roles, at_work, as_of, policy),
            detractors(nps_answers(resolved["survey_answers"], policy), roles, as_of, policy),
            usage_down(used, spans, days, policy),
            missed_promises(resolved["promises"], as_of, days, policy),
            unhappy_colleagues(resolved["sentiment"], as_of, policy),
            silence(resolved["messages"], as_of, policy),
            competitors(resolved["competitors"], as_of, policy),
        ],
        days,
        policy,
    )
