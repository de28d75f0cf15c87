"""One ask that may be made: of whom, for what, and everything its worth is counted from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from vouch.domain.stages import GateState
from vouch.matching.yes_rate import Rate


class Willingness(IntEnum):
    """How gladly somebody would act. It goes before every worth: a willing champion of a small firm is asked before a
    guarded giant, whatever the giant's name would bring."""

    GUARDED = 0
    OPEN = 1
    WILLING = 2

    @property
    def words(self) -> str:
        """The willingness as people read it."""
        return self.name.lower()


def willingness(attitude: GateState | None, *, acted: bool = False, joined: bool = False, noes: int = 0) -> Willingness:
    """How gladly, from what is known: their attitude, whether they acted for others or joined, their noes in a row.

    Unknown attitude is *open*, never guarded.

    >>> willingness(GateState.MET, acted=True), willingness(None), willingness(GateState.MET, noes=1)
    (<Willingness.WILLING: 2>, <Willingness.OPEN: 1>, <Willingness.GUARDED: 0>)
    """
    if attitude is GateState.CONTRADICTED or noes:
        return Willingness.GUARDED
    return Willingness.WILLING if attitude is GateState.MET and (acted or joined) else Willingness.OPEN


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """One ask that every gate lets be made.

    `value_need`: what it is worth to us (`need`). `value_person`: what they have of it (`win`). `rate`: how likely they
    say yes. `step`: how far it goes beyond the highest they did (`step`), `both`: how far in both effort and exposure
    (`both`). `load` of `cap`: what they carry already, and may. `declines`: noes in a row. `days_to_renewal`: None
    where none is known. `delivers`: the chance that it is done after a yes. `rewarded`: a reward would be announced;
    `first`: they were never asked before. `owner`: who owns the account. `why_need` and `why_person` are the two wins
    in words, for the reasons. `goals`: the kinds of their own goals that it serves, `noted` those of them that only a
    colleague noted.
    """

    contact: str
    account: str
    activity: str
    personality: str | None
    step: int
    value_need: float
    value_person: float
    rate: Rate
    both: int = 0
    load: float = 0.0
    cap: float = 6.0
    declines: int = 0
    days_to_renewal: int | None = None
    delivers: float = 1.0
    willing: Willingness = Willingness.OPEN
    rewarded: bool = False
    first: bool = False
    owner: str = ""
    why_need: str = ""
    why_person: str = ""
    goals: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.cap <= 0 or self.load < 0:
            raise ValueError(f"{self.contact}: a load of {self.load} of {self.cap} cannot be; who may carry nothing is "
                             "no candidate")  # fmt: skip

    def whose(self, contact: str, account: str, owner: str) -> Candidate:
        """The same ask of somebody else, of whom the same is known."""
        return self._with(contact, account, owner, self.value_need)

    def needed(self, value_need: float) -> Candidate:
        """The same ask, needed more or less."""
        return self._with(self.contact, self.account, self.owner, value_need)

    def _with(self, contact: str, account: str, owner: str, value_need: float) -> Candidate:
        # named one by one: that is several times as quick as `dataclasses.replace`, and half a million are made
        return Candidate(
            contact=contact, account=account, owner=owner, value_need=value_need, activity=self.activity,
            personality=self.personality, step=self.step, value_person=self.value_person, rate=self.rate,
            both=self.both, load=self.load, cap=self.cap, declines=self.declines, days_to_renewal=self.days_to_renewal,
            delivers=self.delivers, willing=self.willing, rewarded=self.rewarded, first=self.first,
            why_need=self.why_need, why_person=self.why_person, goals=self.goals, noted=self.noted,
        )  # fmt: skip

    @property
    def key(self) -> tuple[str, str]:
        """What breaks a tie: ids, which never change."""
        return self.contact, self.activity
