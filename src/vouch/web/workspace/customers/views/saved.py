"""Lists that colleagues keep: saved from a list, changed, named, shared, deleted and had back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from vouch.domain.errors import BadInput, Conflict
from vouch.program.colleagues.permissions import may
from vouch.program.people import queries as people
from vouch.program.saved_views import actions, queries
from vouch.program.saved_views.meaning import empty_values, meaning
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import spelled, url
from vouch.web.workspace.customers.asked import given, me
from vouch.web.workspace.customers.forms import Keep
from vouch.web.workspace.customers.listed import PAGES, listed
from vouch.web.workspace.customers.words.kept import described


@require_GET
@needs("see_customers")
def index(request: HttpRequest) -> HttpResponse:
    """Every view this colleague may open, and what each asks for."""
    return _page(request)


def _page(request: HttpRequest, wrong: tuple[int, Keep] | None = None) -> HttpResponse:
    who, choices = colleague(request), people.choices()
    shares = may(who, "share_views")
    rows = []
    for one in queries.offered(who):
        means = meaning(one.view, may=lambda permission: may(who, permission))
        ask = given(means.filters, kind=one.view.kind, me=me(request))
        form = Keep(prefix=f"v{one.view.pk}", shares=shares, initial={"name": one.view.name, "shared": one.view.shared})
        rows.append(
            {
                "one": one,
                "page": PAGES[one.view.kind],
                "says": described(ask, means, dict(choices.owners)),
                "gone": [*means.gone, *empty_values(means.filters, choices)],
                "form": wrong[1] if wrong and wrong[0] == one.view.pk else form,
            }
        )
    own = sum(row["one"].theirs for row in rows)  # type: ignore[attr-defined]
    return render(
        request,
        "workspace/customers/views.html",
        {
            "rows": rows,
            "deleted": queries.deleted(who),
            "sentence": _head(own, len(rows) - own),
            "pages": PAGES,
            "kept_days": actions.BACK_FOR.days,
        },
        status=422 if wrong else 200,
    )


def _head(own: int, others: int) -> str:
    if not own and not others:
        return "No view is kept yet."
    told = f"{spelled(own, 'view')} of yours" if own else "No view of yours"
    return f"{told}, and {spelled(others, 'view').lower()} that colleagues share." if others else f"{told}."


@require_POST
@needs("see_customers")
def save(request: HttpRequest, kind: str) -> HttpResponse:
    """Keep the list of this address as a view."""
    who = colleague(request)
    what = listed(request, _kind(kind))
    form = Keep(request.POST, shares=may(who, "share_views"))
    if not form.is_valid():
        raise BadInput("no_name", "Give the view a name of at most 80 letters, so that it can be found again.")
    row = actions.save_view(
        by=who, kind=what.ask.kind, filters=what.filters, order=what.order, columns=what.columns,
        opens=form.cleaned_data["opens"], **form.how(),
    )  # fmt: skip
    messages.success(request, f"Kept as “{row.name}”.")
    return redirect(url(PAGES[row.kind], view=row.pk))


@require_POST
@needs("see_customers")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a view ask for what the list of this address does."""
    who = colleague(request)
    what = listed(request, queries.view(who, pk).kind)
    row = actions.change_view(by=who, view=pk, filters=what.filters, order=what.order, columns=what.columns)
    messages.success(request, f"“{row.name}” now asks for this.")
    return redirect(url(PAGES[row.kind], view=row.pk))


@require_POST
@needs("see_customers")
def name(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a view something else, and share it or not."""
    who = colleague(request)
    form = Keep(request.POST, prefix=f"v{pk}", shares=may(who, "share_views"))
    if form.is_valid():
        try:
            row = actions.name_view(by=who, view=pk, **form.how())
        except (BadInput, Conflict) as refusal:
            form.add_error("name", refusal.sentence)
        else:
            messages.success(request, f"“{row.name}” is {'shared' if row.shared else 'yours alone'}.")
            return redirect("saved_views")
    return _page(request, (pk, form))


@require_POST
@needs("see_customers")
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a view; it can be had back."""
    row = actions.delete_view(by=colleague(request), view=pk)
    messages.success(request, f"“{row.name}” is deleted. It can be had back below for {actions.BACK_FOR.days} days.")
    return redirect("saved_views")


@require_POST
@needs("see_customers")
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a deleted view back."""
    row = actions.restore_view(by=colleague(request), view=pk)
    messages.success(request, f"“{row.name}” is back.")
    return redirect("saved_views")


@require_POST
@needs("see_customers")
def open_with(request: HttpRequest, kind: str) -> HttpResponse:
    """Let a list open with a view for this colleague, or with everybody again."""
    told = request.POST.get("view", "")
    who = colleague(request)
    actions.open_with(by=who, kind=_kind(kind), view=int(told) if told.isascii() and told.isdigit() else None)
    return redirect("saved_views")


def _kind(page: str) -> str:
    for kind, name_of in PAGES.items():
        if name_of == page:
            return kind
    raise BadInput("bad_kind", "A view is one of customers or of people.", field="kind")
