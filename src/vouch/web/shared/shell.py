"""What stands round every page: where one can go, who one is, and which facts and policy it rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from vouch.domain import letters as templates
from vouch.domain.letters import Templates
from vouch.domain.policy import Policy, load
from vouch.program.colleagues.permissions import may
from vouch.program.colleagues.queries import administrators
from vouch.program.findings import queries as findings
from vouch.web.shared import kept_back, navigation

if TYPE_CHECKING:
    from vouch.program.findings.models import Run


def policy() -> Policy:
    """The policy in force: the shipped one with the company's `policy.toml` over it, read again when that changes."""
    path = settings.DATA / "policy.toml"
    try:
        stamp = path.stat().st_mtime_ns
    except FileNotFoundError:
        return _kept(None, 0)
    return _kept(path, stamp)


_cache: dict[str, tuple[Any, Policy]] = {}


def _kept(path: Any, stamp: int) -> Policy:
    key = (str(path), stamp)
    held = _cache.get("policy")
    if held is None or held[0] != key:
        held = _cache["policy"] = (key, load(path))
    return held[1]


def letters() -> Templates:
    """The letters in force: the shipped ones with the company's `letters.toml` over them, read again when it changes.

    Raises BadPolicy with a sentence for each mistake in the file.
    """
    path, rules = settings.DATA / templates.FILE, policy()
    try:
        stamp = path.stat().st_mtime_ns
    except FileNotFoundError:
        stamp = 0
    key = (str(path), stamp, rules.version)
    held = _letters.get("letters")
    if held is None or held[0] != key:
        held = _letters["letters"] = (key, templates.load(path, rules))
    return held[1]


_letters: dict[str, tuple[Any, Templates]] = {}


def run_of(request: HttpRequest) -> Run | None:
    """The run whose placements this page shows, asked for once a page; None before the first."""
    if not hasattr(request, _RUN):
        setattr(request, _RUN, findings.current_run())
    found: Run | None = getattr(request, _RUN)
    return found


_RUN = "vouch_run"
CUSTOMERS = "/for-you/"
"""What the addresses of the customers' own pages begin with."""


@dataclass
class Shell:
    """The parts of a page's frame, each worked out only when the template asks for it."""

    request: HttpRequest

    @cached_property
    def company(self) -> str:
        """The company's name."""
        return policy().company.name

    @cached_property
    def closed_to_all(self) -> bool:
        """Whether nobody is there who could invite anybody: the first administrator is made on the machine itself."""
        return not administrators()

    @cached_property
    def of_customers(self) -> bool:
        """Whether this page is one of the customers' own, which never wears the frame of colleagues."""
        return self.request.path.startswith(CUSTOMERS)

    @cached_property
    def policy(self) -> str:
        """The version of the policy: the one the shown placements were made under, else the one in force."""
        return self._run.policy if self._run else policy().version

    @cached_property
    def facts_read_at(self) -> dt.datetime | None:
        """When the newest fact was read that the shown placements know of."""
        return self._run.facts_read_at if self._run else None

    @property
    def _who(self) -> Any:
        return self.request.user

    def _opens(self, name: str) -> bool:
        return kept_back.opens(name, self._who, policy())

    @cached_property
    def bar(self) -> list[navigation.Link]:
        """The places of the bar on top."""
        return navigation.links(navigation.BAR, self._who, self.request.path, opens=self._opens)

    @cached_property
    def parts(self) -> list[navigation.Link]:
        """The parts of the place of the bar that this page belongs to."""
        return navigation.parts(navigation.BAR, self._who, self.request.path, opens=self._opens)

    @cached_property
    def menu(self) -> list[navigation.Link]:
        """The places of the person's own menu."""
        return navigation.links(navigation.MENU, self._who, self.request.path, opens=self._opens)

    def may(self, permission: str, *owner: str | None) -> bool:
        """May the person who reads this page do that: at all, or to an account of that owner (None: of nobody)?"""
        who = getattr(self.request, "user", None)
        whose = (owner[0] or "") if owner else None
        return bool(who and who.is_authenticated) and may(who, permission, owner=whose)  # type: ignore[arg-type]

    @cached_property
    def theme(self) -> str:
        """What to write into `data-theme`; empty to follow the device."""
        chosen = getattr(getattr(self.request, "user", None), "theme", "system")
        return "" if chosen == "system" else chosen

    @cached_property
    def path(self) -> str:
        """The path of this page."""
        return self.request.path

    @cached_property
    def search(self) -> str:
        """Where the search of the bar leads; empty where there is nothing to search."""
        return _address("search")

    @cached_property
    def how(self) -> str:
        """The page that says how customers are placed; empty where there is none."""
        return _address("how")

    @property
    def _run(self) -> Run | None:
        return run_of(self.request)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of every page: `shell`, and `user` where somebody is signed in."""
    return {"shell": Shell(request), "user": getattr(request, "user", None)}
