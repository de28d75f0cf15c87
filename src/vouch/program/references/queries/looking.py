"""Who is a match, as this colleague may read it? Sellers read a description until policy lets them read the name.

Every door asks here: the page, the API and Slack show the same of the same person.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.crypto import constant_time_compare, salted_hmac

from vouch.domain.errors import NotFound
from vouch.domain.masking import masked
from vouch.domain.policy import Policy
from vouch.domain.policy.desk import Names
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import may
from vouch.program.people.identity.queries import present
from vouch.program.people.models import Contact
from vouch.program.references.how import state_of
from vouch.program.references.models import Look, Request
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
        told = masked(
            title=contact.title or contact.department,
            industry=(at.industry or at.segment) if at else "",
            employees=at.employees if at else None,
            country=(at.country or at.region) if at else "",
        )
        return Read(name=told, masked=True)

    def pick(self, contact: Contact | str) -> str:
        """The token by which a door lets them choose this person: it says nothing of who it is."""
        return _token(self.request.pk, contact if isinstance(contact, str) else contact.pk)


def reading(request: Request, *, by: User, policy: Policy) -> Reading:
    """How this colleague reads the people of this request."""
    rows = request.matches.select_related("ask").prefetch_related("chain", "slots")
    cleared = frozenset(one.contact_id for one in rows if state_of(one) not in _NOT_YET)
    return Reading(by=by, request=request, shown=policy.desk.names is Names.SHOWN, cleared=cleared)


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
