"""My gives and everybody's, one give, and planning one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vouch.domain.errors import BadInput
from vouch.domain.stages import Role, Stage
from vouch.program.asks import actions, queries
from vouch.program.asks.queries.gives import lane
from vouch.program.asks.states import GiveState
from vouch.program.colleagues.permissions import may, require
from vouch.program.colleagues.queries import colleagues
from vouch.program.people import queries as people
from vouch.program.people.playbook.queries import suggestions
from vouch.web.shared.doors import colleague, needs
from vouch.web.workspace.asks import day
from vouch.web.workspace.gives.followed import by_kind
from vouch.web.workspace.gives.forms import OF_PLAYBOOK, DoneForm, FollowedForm, GiveForm, in_two_weeks

if TYPE_CHECKING:
    from vouch.program.asks.models import Give
    from vouch.program.people.models import Account, Contact

TABS = {"mine": "Mine to give", "planned": "Everybody’s", "done": "Done"}


@require_GET
@needs("see_asks")
def index(request: HttpRequest) -> HttpResponse:
    """The gives, mine first; and which kinds were followed by a move up."""
    who = colleague(request)
    tab = request.GET.get("tab", "mine")
    tab = tab if tab in TABS else "mine"
    rows = queries.gives_due(who) if tab == "mine" else lane(GiveState.PLANNED if tab == "planned" else GiveState.DONE)
    return render(
        request,
        "workspace/gives/index.html",
        {
            "tab": tab,
            "tabs": TABS,
            "rows": rows,
            "today": day.today(),
            "followed": by_kind() if tab == "done" else (),
        },
    )


@require_GET
@needs("see_asks")
def give(request: HttpRequest, key: str) -> HttpResponse:
    """One give."""
    return _page(request, queries.give(key))


def _page(request: HttpRequest, one: Give, form: Any = None, step: str = "") -> HttpResponse:
    who = colleague(request)
    mine = may(who, "plan_gives", owner=None if one.assigned_to_id == who.pk else one.account.owner_id or "")
    forms = {
        "done": form if step == "done" else DoneForm(initial={"done_on": day.today()}),
        "followed": form if step == "followed" else FollowedForm(initial={"words": one.followed}),
    }
    context = {"give": one, "may": mine, "forms": forms, "opened": step, "today": day.today()}
    return render(request, "workspace/gives/give.html", context, status=422 if form is not None else 200)


@require_POST
@needs("plan_gives")
def step(request: HttpRequest, key: str, step: str) -> HttpResponse:
    """Say that it was done, let it go, or write down what followed."""
    one, by = queries.give(key), colleague(request)
    if step == "drop":
        actions.drop_give(by=by, give=one)
        messages.success(request, "Let go.")
        return redirect("gives")
    kinds: dict[str, type[DoneForm] | type[FollowedForm]] = {"done": DoneForm, "followed": FollowedForm}
    if step not in kinds:
        raise Http404
    form = kinds[step](request.POST)
    if not form.is_valid():
        return _page(request, one, form, step)
    try:
        if step == "done":
            actions.do_give(by=by, give=one, **form.cleaned_data)
        else:
            actions.followed(by=by, give=one, **form.cleaned_data)
    except BadInput as refusal:
        field = refusal.data.get("field")
        form.add_error(field if field in form.fields else None, refusal.sentence)
        return _page(request, one, form, step)
    messages.success(request, "Given." if step == "done" else "Written down.")
    return redirect("give", key)


@require_http_methods(["GET", "POST"])
@needs("plan_gives")
def plan(request: HttpRequest, pk: str) -> HttpResponse:
    """Plan something to give to an account or somebody there, from a suggestion of the playbook or from none."""
    account = people.account(pk)
    who = colleague(request)
    require(who, "plan_gives", owner=account.owner_id or "")
    known = [one for one in people.contacts_of(account.pk) if one.left_on is None]
    helpers = [one for one in colleagues(active=True) if may(one, "plan_gives")]
    page = _suggested(request)
    begun = page | {
        "contact": request.GET.get("contact", ""),
        "assigned_to": str(who.pk),
        "due_on": in_two_weeks(day.today()),
    }
    form = GiveForm(
        request.POST or None,
        initial=begun,
        people=[(one.pk, one.name or one.email) for one in known],
        colleagues=[(str(one.pk), str(one)) for one in helpers],
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        told = {name: given[name] for name in ("do", "gives", "kind", "due_on")}
        chosen: Contact | None = next((one for one in known if one.pk == given["contact"]), None)
        helper = next((one for one in helpers if str(one.pk) == given["assigned_to"]), None)
        try:
            made = actions.plan_give(
                by=who, account=account, contact=chosen, assigned_to=helper, stage=request.POST.get("stage", ""),
                role=request.POST.get("role", ""), **told,
            )  # fmt: skip
        except BadInput as refusal:
            field = refusal.data.get("field")
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, f"Planned{f', for {helper}' if helper and helper != who else ''}.")
            return redirect("give", made.pk)
    return render(
        request, "workspace/gives/plan.html", _shown(request, account, form), status=422 if form.errors else 200
    )


def _shown(request: HttpRequest, account: Account, form: GiveForm) -> dict[str, Any]:
    asked = request.POST if request.method == "POST" else request.GET
    return {"account": account, "form": form, "stage": asked.get("stage", ""), "role": asked.get("role", "")}


def _suggested(request: HttpRequest) -> dict[str, str]:
    """The suggestion an address names by stage, role and number; nothing where it names none."""
    try:
        rows = suggestions(Stage(request.GET.get("stage", "")), Role(request.GET.get("role", "")))
        one = rows[int(request.GET.get("number", ""))]
    except (ValueError, IndexError):
        return {}
    return {"do": one.do, "gives": one.gives, "kind": OF_PLAYBOOK[one.kind]}
