"""Which pages are open to whoever may not read who at a customer could speak for us? Closed until it is listed here.

A page that names people is for those who read names (`program/colleagues/names`). Where policy keeps names back, a
seller has the pages of `OPEN`, which name nobody they may not read, and every page about a customer, a person, an ask
or a give of their own. Whatever page is added is closed to them until somebody has looked at what it shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from vouch.domain.errors import NotFound
from vouch.domain.policy import Policy
from vouch.program.asks import queries as asks
from vouch.program.asks.states import Origin
from vouch.program.colleagues.names import kept_back, reads_names
from vouch.program.people import nominated
from vouch.program.people import queries as people

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.colleagues.permissions import Colleague

OPEN = frozenset(
    {
        "home", "where", "moved", "how", "customers", "account", "search", "playbook", "colleagues", "sample",
        "styleguide",
        "save_view", "open_with_view", "saved_views", "change_view", "name_view", "delete_view", "restore_view",
        "references", "new_reference", "from_crm", "reference_check", "coverage", "desk_figures", "referrals",
        "referral_step", "fulfilment", "request", "write_reference", "reference_matches", "choose_reference",
        "match_calendar", "match_step", "request_step",
        "account_logout", "account_reauthenticate", "account_change_password", "account_set_password", "account_email",
        "profile", "tools", "make_key", "revoke_key", "make_slack_code", "unlink_slack",
    }
)  # fmt: skip
"""Pages that name nobody at a customer, or ask themselves whose name may be read."""
OF_CHOSEN = frozenset({"nominate", "log_ask", "compose", "wording"})
"""Pages about those whom the address names; without any they are a search, which finds people of their own."""
_NAMED = ("account", "contact")
_ID = re.compile(r"[ac][0-9a-f]{15}")


def opens(
    name: str, who: Colleague, policy: Policy, *, told: Mapping[str, Any] | None = None, chosen: Collection[str] = ()
) -> bool:
    """Whether this page is open to a colleague: of this name, with what its address tells and whom it chooses."""
    if not kept_back(who, policy) or name in OPEN:
        return True
    if name in OF_CHOSEN:
        return all(_own(key, who, policy) for key in chosen)
    about = [value for value in (told or {}).values() if isinstance(value, str) and _ID.fullmatch(value)]
    if about:
        return all(_own(key, who, policy) for key in about)
    known = _KNOWN.get(name)
    try:
        return known is not None and known(str((told or {}).get("key", "")), who, policy)
    except NotFound:
        return False


def search(text: str, who: User, policy: Policy, *, limit: int = 20) -> list[people.Hit]:
    """Whom this colleague finds by a name: every account; people where they may read who they are."""
    owner = who.owner if kept_back(who, policy) else None
    return people.search(text, owner=owner, limit=limit)


def _own(key: str, who: Colleague, policy: Policy) -> bool:
    """Whether an account or a person is one whose names they read. What is not there is none of theirs."""
    try:
        account = people.account(key) if key.startswith("a") else people.contact(key).account
    except NotFound:
        return False
    return account is not None and reads_names(who, policy, owner=account.owner_id)


def _ask(key: str, who: User, policy: Policy) -> bool:
    """An ask of a customer of theirs; one they proposed, as they know of whom: but a match's was proposed unseen."""
    row = asks.ask(key)
    own = row.proposed_by_id == who.pk and row.origin != Origin.REFERENCE
    return own or reads_names(who, policy, owner=row.account.owner_id)


def _give(key: str, who: User, policy: Policy) -> bool:
    """A give that is theirs to do, or to a customer of theirs."""
    row = asks.give(key)
    return row.assigned_to_id == who.pk or reads_names(who, policy, owner=row.account.owner_id)


def _nomination(key: str, who: User, policy: Policy) -> bool:
    """A nomination of their own."""
    return nominated.nomination(key, who).author_id == who.pk


_KNOWN: Mapping[str, Callable[[str, Any, Policy], bool]] = {
    "ask": _ask, "ask_step": _ask, "give": _give, "give_step": _give, "nomination": _nomination,
    "change_nomination": _nomination, "nomination_step": _nomination,
}  # fmt: skip
"""Pages about one thing, and whether this colleague knows whom it is about."""


def chosen(request: HttpRequest) -> Iterator[str]:
    """Whom the address or the form of a page chooses: ids of accounts and people."""
    for given in (request.GET, request.POST):
        for name in _NAMED:
            yield from (key for key in given.getlist(name) if key)
