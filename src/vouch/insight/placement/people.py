"""People first, then their accounts: who is an advocate, and what that makes of the company.

A person is an advocate when their account is satisfied at least, their own attitude is met, they acted, and they are
willing. An account is an advocate when it is loyal and has one; inside a merely satisfied account one is a personal
advocate.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.stages import Gate
from vouch.insight.identity import spans_on
from vouch.insight.placement.rule import (
    coverage_and_confidence,
    is_,
    most_up_to_loyal,
    needed,
    rung_up_to_loyal,
    stage_of,
    stage_word,
)

COLUMNS = (
    "as_of", "kind", "subject", "account", "stage", "at_least", "at_most", "captive", "latent", "personal_advocate",
    "coverage", "confidence", "attitude_low", "attitude_high", "missing", "stale", "due_on",
)  # fmt: skip


def rungs_of_companies(companies: ir.Table) -> ir.Table:
    """Accounts with `rung` and `most`, up to loyal: as far as it goes without their people."""
    return companies.mutate(rung=rung_up_to_loyal(companies), most=most_up_to_loyal(companies))


def rungs_of_people(people: ir.Table) -> ir.Table:
    """People with `rung` and `most`, advocate included."""
    own = people.mutate(own_rung=rung_up_to_loyal(people), own_most=most_up_to_loyal(people))
    acted = is_(own, Gate.ACTS, "met") & own.willing
    now = acted & (own.account_rung >= 2) & is_(own, Gate.ATTITUDE, "met")
    ever = acted & (own.account_most >= 2) & ~is_(own, Gate.ATTITUDE, "contradicted")
    return own.mutate(rung=ibis.ifelse(now, 4, own.own_rung), most=ibis.ifelse(ever | now, 4, own.own_most))


def roll_up(companies: ir.Table, people: ir.Table, unattributed: ir.Table) -> ir.Table:
    """Accounts with what their people make of them: rung and most up to advocate, `champions`, the range of attitudes.

    `unattributed`: as_of and account of those whose acts gate is met by acts that no known person did.
    """
    theirs = people.group_by("as_of", "account").agg(
        champions=(people.rung == 4).sum(),
        might_be=(people.most == 4).sum(),
        attitude_low=people.score_attitude.min(),
        attitude_high=people.score_attitude.max(),
    )
    theirs = theirs.rename(_as_of="as_of", _account="account")
    rows = companies.left_join(theirs, [companies.as_of == theirs._as_of, companies.account == theirs._account])
    rows = rows.drop("_as_of", "_account")
    nameless = unattributed.select(_as_of="as_of", _account="account", nameless=ibis.literal(True))
    rows = rows.left_join(nameless, [rows.as_of == nameless._as_of, rows.account == nameless._account])
    has = (rows.champions > 0).fill_null(False)
    might = (rows.might_be > 0).fill_null(False) | rows.nameless.fill_null(False)
    loyal = rows.rung
    return rows.mutate(
        rung=ibis.ifelse((rows.rung == 3) & has, 4, rows.rung),
        most=ibis.ifelse((rows.most == 3) & (has | might), 4, rows.most),
        personal=(loyal == 2) & has,
    ).drop("_as_of", "_account", "nameless")


def finish(rows: ir.Table, kind: str) -> ir.Table:
    """Rows with rung, most and gates side by side, as placements (the columns `COLUMNS`)."""
    missing = ibis.array(
        [ibis.ifelse(needed(rows, gate, "rung", "most"), gate.value, ibis.null("string")) for gate in Gate]
    )
    stale = ibis.array([ibis.ifelse(rows[f"stale_{gate}"], gate.value, ibis.null("string")) for gate in Gate])
    company = kind == "account"
    no = ibis.literal(False)
    flags = {
        "captive": is_(rows, Gate.PATRONAGE, "met") & is_(rows, Gate.ATTITUDE, "contradicted") if company else no,
        "latent": (
            is_(rows, Gate.ATTITUDE, "met")
            & is_(rows, Gate.EXCEEDS_EXPECTATIONS, "met")
            & is_(rows, Gate.PATRONAGE, "not_yet_possible")
            if company
            else no
        ),
        "personal_advocate": rows.personal if company else (rows.rung == 4) & (rows.account_rung == 2),
    }
    score = rows.score_attitude
    return rows.mutate(
        kind=ibis.literal(kind),
        stage=stage_of(rows, rows.rung),
        at_least=stage_word(rows.rung),
        at_most=stage_word(rows.most),
        attitude_low=rows.attitude_low if company else score,
        attitude_high=rows.attitude_high if company else score,
        missing=missing.filter(lambda name: name.notnull()),
        stale=stale.filter(lambda name: name.notnull()),
        **flags,
        **coverage_and_confidence(rows),
    ).select(*COLUMNS)


def place_people(companies: ir.Table, people: ir.Table, unattributed: ir.Table) -> tuple[ir.Table, ir.Table]:
    """Placements of accounts and of people. `companies`: rungs up to loyal; `people`: gates side by side."""
    everyone = rungs_of_people(people)
    accounts = roll_up(companies, everyone, unattributed)
    return finish(accounts, "account"), finish(everyone, "contact")


def willing(workplaces: ir.Table, spans: ir.Table, messages: ir.Table, as_of: ir.Table, declines: int) -> ir.Table:
    """Everyone at work on each day, and whether they may still be asked: as_of, at, contact, account, willing.

    Not willing: they opted out, whichever source says so, or their last `declines` answers to asks were all no.
    `spans`: as `Contacts` has them. `messages`: contact, kind, answered (seconds), answer.
    """
    now = workplaces.join(as_of, [as_of.at >= workplaces.begins, as_of.at < workplaces.ends])
    now = now.select("as_of", "at", "contact", account="workplace")
    out = spans_on(spans.filter(_.opted_out), as_of).select(_day="at", _who="contact").distinct()
    answers = messages.filter(
        (ibis.coalesce(_["kind"], "ask") == "ask") & _.answer.notnull() & _.answered.notnull() & _.contact.notnull()
    ).select(_contact="contact", answered="answered", answer="answer", key="key")
    ends = as_of.select(_at="at")
    heard = answers.join(ends, answers.answered <= ends._at)
    heard = heard.mutate(
        n=ibis.row_number().over(group_by=[_._at, _._contact], order_by=[_.answered.desc(), _.key])
    ).filter(_.n < declines)
    unwilling = heard.group_by("_at", "_contact").agg(last=_.count(), noes=(_.answer == "declined").sum())
    unwilling = unwilling.filter((unwilling["last"] == declines) & (unwilling.noes == declines))
    rows = now.left_join(unwilling, [now.at == unwilling._at, now.contact == unwilling._contact])
    rows = rows.left_join(out, [rows.at == out._day, rows.contact == out._who])
    return rows.select("as_of", "at", "contact", "account", willing=rows.noes.isnull() & rows._day.isnull())
