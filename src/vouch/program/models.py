"""The tables of all rooms, gathered where Django looks for them."""

from __future__ import annotations

from vouch.program.access.models import ApiKey, SlackCall, SlackCode, SlackNotice, SlackUser
from vouch.program.asks.models import Ask, Clearance, Give, Link, OwnerRule, Step
from vouch.program.colleagues.models import User
from vouch.program.consent.models import Consent, Hold, Limits, Permission, Release
from vouch.program.exports.models import Export
from vouch.program.findings.models import Approach, Circumstance, Deed, Particular, Placement, Run
from vouch.program.history.models import Change
from vouch.program.ideal.models import IdealProfile, TraitRating
from vouch.program.members.models import Code, Member, Visit
from vouch.program.openings.models import Guest, GuestLink, GuestStep, Opening
from vouch.program.outbox.models import Message, Undeliverable
from vouch.program.people.goals.models import NoNotes, PersonalGoal
from vouch.program.people.identity.models import Settlement
from vouch.program.people.models import (
    Account,
    Act,
    Confirmation,
    Contact,
    Move,
    Nomination,
    Nominator,
    Owner,
    Person,
    Promise,
    Result,
    Role,
    Sentiment,
)
from vouch.program.people.personality.models import Belief, Guess, OwnWord, Prevalence
from vouch.program.people.playbook.models import PlaybookPage
from vouch.program.previews.models import Preview, WouldMove
from vouch.program.programmes.models import Cost, Pool, Programme, ProgrammeAsk, ProgrammeOpening, ProgrammePerson
from vouch.program.references.models import (
    ChainAnswer,
    ChainLink,
    Coverage,
    Deal,
    Feedback,
    Look,
    Match,
    ModeRule,
    Price,
    Referral,
    Request,
    RequestStep,
    Slot,
)
from vouch.program.saved_views.models import OpensWith, SavedView
from vouch.program.suggestions.models import Month, MonthPick, NextStep, NotThisWeek
from vouch.program.touch.models import Gesture, InCommon, Spark
from vouch.program.work.models import DeliveredFile, Delivery, Job

__all__ = [
    "Account",
    "Act",
    "ApiKey",
    "Approach",
    "Ask",
    "Belief",
    "ChainAnswer",
    "ChainLink",
    "Change",
    "Circumstance",
    "Clearance",
    "Code",
    "Confirmation",
    "Consent",
    "Contact",
    "Cost",
    "Coverage",
    "Deal",
    "Deed",
    "DeliveredFile",
    "Delivery",
    "Export",
    "Feedback",
    "Gesture",
    "Give",
    "Guess",
    "Guest",
    "GuestLink",
    "GuestStep",
    "Hold",
    "IdealProfile",
    "InCommon",
    "Job",
    "Limits",
    "Link",
    "Look",
    "Match",
    "Member",
    "Message",
    "ModeRule",
    "Month",
    "MonthPick",
    "Move",
    "NextStep",
    "NoNotes",
    "Nomination",
    "Nominator",
    "NotThisWeek",
    "Opening",
    "OpensWith",
    "OwnWord",
    "Owner",
    "OwnerRule",
    "Particular",
    "Permission",
    "Person",
    "PersonalGoal",
    "Placement",
    "PlaybookPage",
    "Pool",
    "Prevalence",
    "Preview",
    "Price",
    "Programme",
    "ProgrammeAsk",
    "ProgrammeOpening",
    "ProgrammePerson",
    "Promise",
    "Referral",
    "Release",
    "Request",
    "RequestStep",
    "Result",
    "Role",
    "Run",
    "SavedView",
    "Sentiment",
    "Settlement",
    "SlackCall",
    "SlackCode",
    "SlackNotice",
    "SlackUser",
    "Slot",
    "Spark",
    "Step",
    "TraitRating",
    "Undeliverable",
    "User",
    "Visit",
    "WouldMove",
]
