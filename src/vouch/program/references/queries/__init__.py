"""What is read here, one module a question."""

from __future__ import annotations

from vouch.program.references.queries.calling import (
    calendar_of,
    match_for_ask,
    matches_for_asks,
    outcome_of,
    outcomes_to_tell,
    thanks_of,
    to_thank,
)
from vouch.program.references.queries.conflicts import Conflicts, conflicts, rival_names
from vouch.program.references.queries.deals import deal_of, deals
from vouch.program.references.queries.existing import Existing, existing
from vouch.program.references.queries.figures import DeskFigures, figures
from vouch.program.references.queries.fulfilment import chain_of, chains
from vouch.program.references.queries.listing import LANES, Page, alike, counts, match_of, request_of, requests
from vouch.program.references.queries.looking import Read, Reading, picked, reading
from vouch.program.references.queries.mail import may_be_mailed
from vouch.program.references.queries.outlook import Segment, outlook, requested, why_priced
from vouch.program.references.queries.picking import behind
from vouch.program.references.queries.possible import possible, steps
from vouch.program.references.queries.referrals import introduced_by, referral_of, referrals
from vouch.program.references.queries.wanting import wanting

__all__ = [
    "LANES", "Conflicts", "DeskFigures", "Existing", "Page", "Read", "Reading", "Segment", "alike", "behind",
    "calendar_of", "chain_of", "chains", "conflicts", "counts", "deal_of", "deals", "existing", "figures",
    "introduced_by", "match_for_ask", "match_of", "matches_for_asks", "may_be_mailed", "outcome_of",
    "outcomes_to_tell", "outlook", "picked", "possible", "reading", "referral_of", "referrals", "request_of",
    "requested", "requests", "rival_names", "steps", "thanks_of", "to_thank", "wanting",
    "why_priced",
]  # fmt: skip
