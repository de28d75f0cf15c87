"""How far an ask is, in words: plain values for those who move it on and for pages that show it."""

from __future__ import annotations

from django.db.models import TextChoices


class AskState(TextChoices):
    """From proposed to thanked, and the ways in which it ends before."""

    PROPOSED = "proposed", "waits for the owner"
    CLEARED = "cleared", "cleared, to send"
    INVITED = "invited", "invited"
    ACCEPTED = "accepted", "accepted"
    DONE = "done", "done, thanks due"
    THANKED = "thanked", "thanked"
    DECLINED = "declined", "said no"
    NOT_NOW = "not_now", "said not now"
    SMALLER = "smaller", "wants something smaller"
    NO_ANSWER = "no_answer", "did not answer"
    UNTRACKED = "untracked", "invited, and left to them"
    NOT_CLEARED = "not_cleared", "not cleared"
    WITHDRAWN = "withdrawn", "taken back"


OPEN = (AskState.PROPOSED, AskState.CLEARED, AskState.INVITED, AskState.ACCEPTED)
"""States in which the person counts as asked and the account as busy."""
SAID_YES = (AskState.ACCEPTED, AskState.DONE, AskState.THANKED)
"""States that a yes led to."""
WAS_DONE = (AskState.DONE, AskState.THANKED)
"""States of what was done."""
NOT_HEARD = (AskState.WITHDRAWN, AskState.UNTRACKED)
"""States in which nobody ever hears an answer."""

NEXT: dict[AskState, tuple[AskState, ...]] = {
    AskState.PROPOSED: (AskState.CLEARED, AskState.NOT_CLEARED, AskState.WITHDRAWN),
    AskState.CLEARED: (
        AskState.INVITED,
        AskState.UNTRACKED,  # a site that forbids to follow what came of it: here the ask ends
        AskState.PROPOSED,
        AskState.NOT_CLEARED,
        AskState.WITHDRAWN,
    ),
    AskState.INVITED: (
        AskState.ACCEPTED,
        AskState.DECLINED,
        AskState.NOT_NOW,
        AskState.SMALLER,
        AskState.NO_ANSWER,
        AskState.DONE,
        AskState.WITHDRAWN,
        AskState.CLEARED,  # its mail had not left when something came in between
    ),
    AskState.ACCEPTED: (AskState.DONE, AskState.DECLINED, AskState.NOT_NOW, AskState.WITHDRAWN),
    AskState.DONE: (AskState.THANKED,),
    # who answers after the invitation closed is heard all the same
    AskState.NO_ANSWER: (AskState.ACCEPTED, AskState.DECLINED, AskState.NOT_NOW, AskState.SMALLER),
}
"""Which state can follow which; one that is not here ends the ask."""


class Origin(TextChoices):
    """Where an ask was made."""

    WORKSPACE = "workspace", "in Vouch"
    OWNER = "owner", "by the account owner, with our text"
    OUTSIDE = "outside", "outside Vouch"
    OPENING = "opening", "with an opening"
    REFERENCE = "reference", "for a reference request"


ELSEWHERE = (Origin.OWNER, Origin.REFERENCE)
"""Where an ask was made that is not sent from the asks: its owner asks in person, or the desk sends it."""


class ClearanceAnswer(TextChoices):
    """What an account owner says of an ask."""

    YES = "yes", "yes"
    NO = "no", "no"
    NOT_NOW = "not_now", "not now"
    MYSELF = "myself", "I will ask myself"


class Rule(TextChoices):
    """How an account owner wants to be asked."""

    ALWAYS = "always_ask", "always ask me"
    TELL = "tell_me", "go on, and tell me"
    TRUST = "trust", "go on; I trust you"


class Clearing(TextChoices):
    """Whose yes an ask waits for, where the company does not want to be asked first anyway."""

    RULE = "rule", "as the account’s owner wants it"
    ALWAYS = "always", "the account’s owner agrees first, whatever their rule"
    TOLD = "told", "nobody’s; whoever proposes it tells the account’s owner"


class GiveState(TextChoices):
    """How far a give is."""

    PLANNED = "planned", "planned"
    DONE = "done", "done"
    DROPPED = "dropped", "dropped"


class GiveKind(TextChoices):
    """What is given."""

    CONTENT = "content", "something to read or use"
    HELP = "help", "help"
    ACCESS = "access", "access"
    INTRODUCTION = "introduction", "an introduction"
    SPEAKING_UP = "speaking_up", "speaking up for them with us"
    THANKS = "thanks", "thanks"


class LinkKind(TextChoices):
    """What a link in a mail leads to. None acts when it is opened."""

    INVITATION = "invitation", "an invitation"
    CLEARANCE = "clearance", "a clearance"
    STOP = "stop", "no more invitations"
