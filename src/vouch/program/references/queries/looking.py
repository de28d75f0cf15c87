"""Who is a match, as this colleague may read it? Sellers read a description until policy lets them read the name.

Every door asks here: the page, the API and Slack show the same of the same person.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac

from vouch.domain.errors import NotFound
from vouch.domain.masking import masked, rough
from vouch.domain.policy import Policy
from vouch.domain.policy.desk import Names
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import may
from vouch.program.people.identity.queries import present
from vouch.program.people.models import Account, Contact
from vouch.program.references.how import state_of
from vouch.program.references.models import Look, Match, Request
from vouch.program.references.states import MatchState

_NOT_YET = (MatchState.CLEARING, MatchState.CHAIN, MatchState.NOT_CLEARED)


@dataclass(frozen=True, kw_only=True)
class Read:
    """Somebody as one colleague may read them. Where `masked`, `name` is a description, and the rest is empty."""

    name: str
    title: str = ""
    company: str = ""
    masked: bool = False


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How one colleague reads the people of one request; made once for a whole list."""

    by: User
    request: Request
    shown: bool
    cleared: frozenset[str] = field(default_factory=frozenset)
    _others: dict[str, list[tuple[int | None, str]]] = field(default_factory=dict, repr=False, compare=False)

    def named(self, contact: Contact, *, open_: bool = True) -> bool:
        """Whether they read who it is. `open_`: whether this person's own visibility lets sellers."""
        whose = contact.account.owner_id if contact.account is not None else None
        if may(self.by, "run_desk") or contact.pk in self.cleared:
            return True
        return bool(self.by.owner and self.by.owner == whose) or (self.shown and open_)

    def of(self, contact: Contact, *, open_: bool = True) -> Read:
        """The person as they read them; `contact` with its account."""
        at = contact.account
        if self.named(contact, open_=open_):
            name = contact.name or "Somebody without a name"
            return Read(name=name, title=contact.title, company=at.name if at else "")
        industry, employees, country = self._company(at) if at else ("", None, "")
        told = masked(
            title=contact.title or contact.department, industry=industry, employees=employees, country=country
        )
        return Read(name=told, masked=True)

    def company(self, account: Account, *, open_: bool = False) -> str:
        """A company as they read it: its name, or a description where nobody there was cleared. `open_`: it is public
        that they speak for us."""
        own = bool(self.by.owner and self.by.owner == account.owner_id)
        if self.shown or own or open_ or may(self.by, "run_desk"):
            return account.name
        industry, employees, country = self._company(account)
        return masked(industry=industry, employees=employees, country=country).partition(" at ")[2].capitalize()

    def _company(self, at: Account) -> tuple[str, int | None, str]:
        """What may be said of a company: nothing that only few fit."""
        industry = at.industry or at.segment
        if industry not in self._others:
            same = Q(industry=industry) | Q(industry="", segment=industry)
            rows = Account.objects.filter(same, customer=True).values_list("employees", "country", "region")
            self._others[industry] = [(size, country or region) for size, country, region in rows]
        return rough(
            industry=industry, employees=at.employees, country=at.country or at.region, others=self._others[industry]
        )

    def pick(self, contact: Contact | str) -> str:
        """The token by which a door lets them choose this person: it says nothing of who it is."""
        return _token(self.request.pk, contact if isinstance(contact, str) else contact.pk)


def reading(request: Request, *, by: User, policy: Policy) -> Reading:
    """How this colleague reads the people of this request."""
    rows = request.matches.select_related("ask").prefetch_related("chain", "slots")
    cleared = frozenset(one.contact_id for one in rows if was_cleared(one))
    return Reading(by=by, request=request, shown=policy.desk.names is Names.SHOWN, cleared=cleared)


def was_cleared(match: Match) -> bool:
    """Whether whoever had to agree has: what ended before that tells nobody who it was about."""
    state = state_of(match)
    return match.ask.invited_at is not None if state is MatchState.WITHDRAWN else state not in _NOT_YET


def name_of(match: Match, *, by: User | None, policy: Policy) -> str:
    """Who it is, as this colleague may read it, at the beginning of a sentence; nobody (`by`): the door knows."""
    if by is None:
        return match.contact.name or "They"
    who = reading(match.request, by=by, policy=policy).of(match.contact)
    return "They" if who.masked else match.contact.name or "They"


def picked(request: Request, token: str, *, by: User) -> Contact:
    """Whom a token means: somebody whom a list of this request showed to this colleague.

    Raises NotFound for anybody else.
    """
    looks = Look.objects.filter(request=request, by=by).order_by("-at").values_list("people", flat=True)
    for pk in dict.fromkeys(str(one) for people in looks for one in people):
        if constant_time_compare(_token(request.pk, pk), token):
            found = present(Contact, pk, "account__owner")
            if found is not None:
                return found
    raise NotFound(
        "no_such_pick", "This choice is not on a list that you opened for this request. Open the list again."
    )


def _token(request: str, contact: str) -> str:
    return salted_hmac("vouch.references.pick", f"{request}:{contact}", algorithm="sha256").hexdigest()[:24]
