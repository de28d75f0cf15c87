"""What may be asked of a person now, what they agreed to, their own limits, and what holds them back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.program.asks.queries import situations
from vouch.program.consent import queries as consent
from vouch.program.consent.actions.limiting import own_value
from vouch.program.people import queries as people
from vouch.web.shared.doors import needs
from vouch.web.shared.environment import address
from vouch.web.shared.shell import policy
from vouch.web.workspace.customers.allowed import words
from vouch.web.workspace.customers.allowed.day import today
from vouch.web.workspace.customers.allowed.ladder import ladder


@require_GET
@needs("see_asks")
def person_allowed(request: HttpRequest, pk: str) -> HttpResponse:
    """The ladder rung by rung: yes, or the first reason why not and who can lift it."""
    contact, day, rule = people.contact(pk), today(), policy()
    situation = situations([pk], policy=rule, today=day)[pk]
    by_hand = consent.holds_of(contact.account_id, pk, today=day)
    limits, consents = consent.limits_of(pk), consent.consents_of(pk)
    holding = {(purpose, word.at) for purpose, word in consents.items()}
    return render(
        request,
        "workspace/customers/allowed/person.html",
        {
            "contact": contact,
            "account": contact.account,
            "ladder": ladder(situation, rule),
            "situation": situation,
            "consents": consents,
            "said_before": [one for one in consent.consent_history(pk) if (one.purpose, one.at) not in holding],
            "limits_changed": consent.limits_history(pk),
            "limits": limits,
            "own": {name for name in limits.own if own_value(limits, name) == getattr(limits, name)},
            "by_hand": by_hand,
            "by_rule": [one for one in situation.holds if one.kind not in ("legal", "by_hand")],
            "held": words.holds_sentence(situation.person, len(situation.holds)),
            "compose": address("compose", contact=pk),
            "rungs": rule.ladder,
            "words": words,
            "today": day,
        },
    )
