"""Whose key is this; which deals are there; what does the pool lack?"""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from vouch.domain.errors import NotFound
from vouch.program.references import queries
from vouch.program.references.queries.updates import coverage as cells
from vouch.web.api import schemas, shape
from vouch.web.api.door import caller, key_of, may_read
from vouch.web.api.problems import ANSWERS
from vouch.web.shared.day import today
from vouch.web.shared.references.crm import signed

router = Router()


@router.get("/me", response={200: schemas.Me, **ANSWERS}, operation_id="me", summary="Whose key this is")
def me(request: HttpRequest) -> schemas.Me:
    """Say who is called for, in which role, until when the key holds."""
    who, key = caller(request), key_of(request)
    return schemas.Me(
        name=who.name, email=who.email, role=who.role, key=key.name, read_only=key.read_only, expires_at=key.expires_at
    )


@router.get(
    "/deals", response={200: list[schemas.DealOut], **ANSWERS}, operation_id="deals", summary="Open deals, by a word"
)
def deals(request: HttpRequest, told: Query[schemas.DealsOf]) -> list[schemas.DealOut]:
    """Open deals whose name, buyer or id has all these words; the caller's own first, then those that close first."""
    who = may_read(request, "request_references")
    return [shape.deal(one) for one in queries.deals(told.words, mine=who, limit=told.limit)]


@router.get(
    "/deals/link", response={200: schemas.LinkOut, **ANSWERS}, operation_id="deal_link",
    summary="A signed link to the form for a deal",
)  # fmt: skip
def link(request: HttpRequest, told: Query[schemas.DealOf]) -> schemas.LinkOut:
    """For a button in the CRM. It opens the form, filled in, and changes nothing; it holds for ninety days."""
    may_read(request, "request_references")
    found = queries.deal_of(told.deal)
    if found is None:
        raise NotFound("no_such_deal", "There is no such deal among those that were imported.")
    return schemas.LinkOut(url=signed(found.system, found.source_id, today=today()))


@router.get(
    "/coverage", response={200: list[schemas.CoverageOut], **ANSWERS}, operation_id="coverage",
    summary="What references are needed, and what the pool lacks",
)  # fmt: skip
def coverage(request: HttpRequest) -> list[schemas.CoverageOut]:
    """By month, segment and activity type; whom to win for it is said on the page, to those who run the desk."""
    may_read(request, "see_coverage")
    return [
        schemas.CoverageOut(
            segment=one.segment, activity=one.activity, month=one.month, expected=one.expected, low=one.low,
            high=one.high, n=one.n, words=one.words, pool=one.pool, hours=one.hours, needed_hours=one.needed_hours,
            least=one.least, short=one.short,
        )
        for one in cells()
    ]  # fmt: skip
