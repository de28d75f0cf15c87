"""Which role may do what? One table, asked by every door; `docs/reference/roles.md` is generated from it.

`OWN` means: about the accounts they look after (their owner in the CRM), and about nobody else's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from vouch.domain.errors import Fault, NotAllowed


class Position(StrEnum):
    """What a colleague is here. (`Role` is a contact's part after the sale.)"""

    ADMINISTRATOR = "administrator"
    PROGRAMME_MANAGER = "programme_manager"
    ACCOUNT_OWNER = "account_owner"
    SELLER = "seller"
    VIEWER = "viewer"

    @property
    def words(self) -> str:
        """As people read it.

        >>> Position.PROGRAMME_MANAGER.words
        'programme manager'
        """
        return self.value.replace("_", " ")


class Reach(StrEnum):
    """How far a permission reaches."""

    NO = "no"
    OWN = "own accounts"
    YES = "yes"


@dataclass(frozen=True, kw_only=True)
class Permission:
    """One thing that can be done: its words, and how far each role may do it.

    `words` completes "may ...". The five reaches stand in the order of the roles.
    """

    name: str
    words: str
    reach: dict[Position, Reach]


class Colleague(Protocol):
    """Whoever asks to do something."""

    role: str
    owner: str
    is_active: bool


def _row(name: str, words: str, reaches: str) -> Permission:
    signs = {"+": Reach.YES, "o": Reach.OWN, "-": Reach.NO}
    return Permission(
        name=name,
        words=words,
        reach={position: signs[sign] for position, sign in zip(Position, reaches.split(), strict=True)},
    )


PERMISSIONS: dict[str, Permission] = {
    row.name: row
    for row in (
        #                                                                  adm pm own sel view
        _row("see_customers", "see customers, where they stand and why", "+ + + + +"),
        _row("see_addresses", "read the address of a person at a customer before they may speak to them", "+ + o - -"),
        _row(
            "see_names",
            "read who could speak for us before it is cleared, where `desk.names` keeps it back",
            "+ + + o +",
        ),
        _row("export_customers", "take lists of customers away as a file", "+ + + - -"),
        _row("share_views", "share a view of a list with colleagues", "+ + + + -"),
        _row("change_shared_views", "change and delete views that others share", "+ + - - -"),
        _row("enter_promises", "enter and change promises and results", "+ + o - -"),
        _row("ask_confirmation", "ask a customer to confirm a promise or result", "+ + o - -"),
        _row("enter_acts", "enter acts of advocacy", "+ + o - -"),
        _row("enter_people", "add people and say what part they play", "+ + o - -"),
        _row("say_sentiment", "say how a customer is doing", "+ + o + -"),
        _row("nominate", "put a customer forward", "+ + + + -"),
        _row("approve_nominations", "approve whom colleagues put forward", "+ + - - -"),
        _row("see_personalities", "see how somebody likes to take part, and why we think so", "+ + o - -"),
        _row("guess_personality", "say what they believe of how somebody likes to take part", "+ + o - -"),
        _row("see_goals", "see what somebody wants for themselves", "+ + o - -"),
        _row("note_goals", "note what somebody said they want for themselves", "+ + o - -"),
        _row("rate_traits", "say for a team what valuable customers have in common", "+ + + + -"),
        _row("agree_profile", "set the agreed profile of ideal customers", "+ + - - -"),
        _row("see_asks", "see what was given, what was asked and what may be asked", "+ + + + +"),
        _row("see_suggestions", "see what could come next with whom, and why", "+ + o o +"),
        _row("put_off_suggestions", "put a suggestion off", "+ + o - -"),
        _row("plan_gives", "plan gives, and say that one was done", "+ + o + -"),
        _row("see_sparks", "see who of us gets on with whom", "+ + o - -"),
        _row("say_in_common", "say what they share with somebody", "+ + o + -"),
        _row("propose_asks", "propose an ask", "+ + o + -"),
        _row("send_asks", "send invitations and take them back", "+ + - - -"),
        _row("clear_asks", "clear an ask, or ask a customer in person", "+ + o - -"),
        _row("log_asks", "write down an ask made outside Vouch", "+ + o + -"),
        _row("close_asks", "say that an act was done, and thank", "+ + o - -"),
        _row("see_openings", "see openings and who is invited", "+ + o o +"),
        _row("run_openings", "write, publish and close openings, and choose who is invited", "+ + - - -"),
        _row("request_references", "ask the desk for a reference", "+ + + + -"),
        _row("see_requests", "see every reference request and what came of it", "+ + o o +"),
        _row("choose_references", "choose a customer for their own request where sellers may", "+ + + + -"),
        _row("run_desk", "take requests, choose customers for them and end them", "+ + - - -"),
        _row("set_fulfilment", "say how requests are fulfilled and who has to agree", "+ + - - -"),
        _row("see_coverage", "see what references are needed and what the pool lacks", "+ + o o +"),
        _row("follow_referrals", "see whom customers introduced, and say what came of it", "+ + o + -"),
        _row("see_programmes", "see programmes, what they cost and what came of them", "+ + + + +"),
        _row("run_programmes", "plan programmes, run them and end them", "+ + - - -"),
        _row("set_permissions", "write down what a customer's company allows", "+ + o - -"),
        _row("set_consents", "write down what a person agreed to or set as their limits", "+ + o - -"),
        _row("hold_customers", "hold a customer back, and lift a hold", "+ + o - -"),
        _row("hold_for_law", "hold a customer back for legal reasons, and lift that", "+ + - - -"),
        _row("set_own_rule", "say how they are asked for clearance, and who stands in", "+ + o - -"),
        _row("see_playbook", "read the playbook", "+ + + + +"),
        _row("edit_playbook", "change the playbook", "+ + - - -"),
        _row("see_data", "see batches, rows not read and how fresh each source is", "+ + + - -"),
        _row("import_data", "import files and undo a batch", "+ + - - -"),
        _row("place_customers", "place customers again", "+ + - - -"),
        _row("settle_identity", "confirm who is who", "+ + - - -"),
        _row("try_policy", "see who would move under another policy", "+ + - - -"),
        _row("edit_policy", "change the policy", "+ - - - -"),
        _row("see_colleagues", "see who works here and in which role", "+ + + + +"),
        _row("manage_colleagues", "invite colleagues, change their role, let them go", "+ - - - -"),
        _row("see_outbox", "read mails that wait, and send them again", "+ - - - -"),
        _row("see_history", "see every change", "+ - - - -"),
        _row("erase_people", "export and erase what is known of a person", "+ - - - -"),
    )
}


def reach(role: str, permission: str) -> Reach:
    """How far this role may do this. Raises Fault for a permission that the table does not have."""
    row = PERMISSIONS.get(permission)
    if row is None:
        raise Fault(f"there is no permission {permission}")
    return row.reach[Position(role)]


def may(who: Colleague, permission: str, *, owner: str | None = None) -> bool:
    """May this colleague do this, to an account of this owner?

    Without `owner` the question is whether they may do it to any account at all.
    """
    if not who.is_active:
        return False
    match reach(who.role, permission):
        case Reach.YES:
            return True
        case Reach.OWN:
            return owner is None or bool(who.owner and who.owner == owner)
        case _:
            return False


def require(who: Colleague | None, permission: str, *, owner: str | None = None) -> None:
    """Go on only if this colleague may do this; None, the command line of the machine itself, may do anything.

    Raises NotAllowed with a sentence that says who may.
    """
    if who is None:
        reach(Position.ADMINISTRATOR, permission)
        return
    if not may(who, permission, owner=owner):
        raise NotAllowed("not_allowed", refusal(permission), permission=permission)


def refusal(permission: str) -> str:
    """The sentence for somebody who may not: says who may.

    >>> refusal("edit_policy")
    'Your role may not change the policy. An administrator may.'
    """
    return f"Your role may not {PERMISSIONS[permission].words}. {_capital(who_may(permission))} may."


def who_may(permission: str) -> str:
    """Who may do this, in the middle of a sentence.

    >>> who_may("hold_for_law")
    'an administrator or a programme manager'
    """
    row = PERMISSIONS[permission]
    who = [f"{'an' if p.words[0] in 'aeiou' else 'a'} {p.words}" for p in Position if row.reach[p] is Reach.YES]
    if any(row.reach[p] is Reach.OWN for p in Position):
        who.append("the account's own owner")
    return who[0] if len(who) == 1 else f"{', '.join(who[:-1])} or {who[-1]}"


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


def page() -> str:
    """The roles x permissions table, in Markdown."""
    lines = [
        "# Roles",
        "",
        "What each role may do. *own accounts*: those of the owner they are in the CRM. (Generated; do not edit.)",
        "",
        "| may ... | " + " | ".join(position.words for position in Position) + " |",
        "| --- |" + " :-: |" * len(Position),
    ]
    lines += [
        f"| {row.words} | " + " | ".join(row.reach[position].value for position in Position) + " |"
        for row in PERMISSIONS.values()
    ]
    return "\n".join(lines) + "\n"
