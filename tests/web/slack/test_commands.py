"""A reference in one line: understood, shown, handed in by a press; the owner’s yes, the chain, an ask outside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.program.asks.town import POLICY, TODAY, WINS, clear, colleague
from tests.program.references.desk import Desk, choose, go_on, request
from tests.web.slack.slacks import HOOK, SECRET, TEAM, USER, buttons, command, press, submit, words_of
from vouch.domain.policy.desk import Mode
from vouch.program.access import slack
from vouch.program.asks.models import Ask
from vouch.program.asks.states import AskState
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.people.models import Account
from vouch.program.references import actions
from vouch.program.references.models import Match, Request
from vouch.program.references.states import RequestState
from vouch.runs.desk import pool
from vouch.web.shared import shell
from vouch.web.slack import choosing, later
from vouch.web.slack import press as pressing

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    settings.VOUCH_SLACK_SIGNING_SECRET = SECRET
    monkeypatch.setattr(pressing, "wake", lambda: None)
    pool._STANDING.clear()
    found = Desk()
    link(found.sol)
    actions.set_mode(by=found.mara, activity="reference_call", mode=Mode.SELF_CLEARED, policy=POLICY)
    yield found
    pool._STANDING.clear()


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """What the worker posts."""
    found: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(later, "post", lambda to, message: found.append((to, message)) or True)
    return found


def link(who: User, user: str = USER) -> None:
    slack.link_by_code(team=TEAM, slack=user, code=slack.make_code(by=who))


def test_from_the_line_to_who_fits(desk: Desk, posted: list[tuple[str, dict[str, Any]]]) -> None:
    Account.objects.filter(name="Bolt").update(industry="Fintech")
    answer = command("reference Norden needs a call with a fintech CFO in two weeks").json()
    draft = Request.objects.get()
    assert (draft.state, draft.buyer, draft.deal_id, draft.like_industry, draft.like_role) == (
        "draft", "Norden", desk.norden.pk, "Fintech", "CFO",
    )  # fmt: skip
    assert {"hand_in", "form", "throw_away"} <= buttons(answer).keys()
    assert "Not sure" not in words_of(answer)
    actions.keep_draft(
        by=desk.sol, request=draft, policy=POLICY, today=TODAY,
        written=actions.Written(activity="reference_call", deal=desk.norden.pk, words="x", needed_by=draft.needed_by,
                                buy_in=True, technical=True),
    )  # fmt: skip
    assert press(buttons(answer)["hand_in"]).content == b""
    assert Request.objects.get().state == RequestState.NEW
    assert later.step() == "An answer to Slack."
    ((to, message),) = posted
    assert to == HOOK
    assert "Ana Silva" in words_of(message)
    assert any(
        one["url"].endswith("/") and "/choose/" in one["url"] for one in buttons(message).values() if "url" in one
    )
    assert later.step() == "", "posted once"


def test_what_is_not_said_is_a_doubt_and_nothing_is_handed_in_by_itself(desk: Desk) -> None:
    answer = command("reference somebody nice").json()
    told = words_of(answer)
    for doubt in ("Which company", "By when?", "What is it to be"):
        assert doubt in told
    assert "hand_in" not in buttons(answer)
    assert Request.objects.get().state == RequestState.DRAFT
    press(buttons(answer)["throw_away"])
    assert Request.objects.get().state == RequestState.WITHDRAWN


def test_a_deal_that_is_not_ready_is_said_and_stays_a_draft(
    desk: Desk, posted: list[tuple[str, dict[str, Any]]]
) -> None:
    answer = command("reference Norden needs a call with a CFO in two weeks").json()
    press(buttons(answer)["hand_in"])
    later.step()
    assert "Say why a reference helps already now" in posted[0][1]["text"]
    assert Request.objects.get().state == RequestState.DRAFT


def test_the_owner_says_yes_with_a_button_and_others_cannot(
    desk: Desk, posted: list[tuple[str, dict[str, Any]]]
) -> None:
    match = choose(desk, request(desk), by=desk.sol)
    link(desk.omar, "U3")
    link(colleague("tom", Position.SELLER), "U4")
    asked = buttons(command("mine", user="U3").json())["clear_yes"]
    press(asked, user="U4")
    later.step()
    assert "no such match" in posted[-1][1]["text"]
    press(asked, user="U3")
    later.step()
    assert "are asked" in posted[-1][1]["text"]
    match.ask.refresh_from_db()
    assert match.ask.state == AskState.INVITED
    assert {row.door for row in match.ask.steps.all()} >= {"slack"}


def test_with_a_bot_token_somebody_is_chosen_in_a_window(
    desk: Desk, posted: list[tuple[str, dict[str, Any]]], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VOUCH_SLACK_BOT_TOKEN = "xoxb-1"
    opened: list[dict[str, Any]] = []

    class Web:
        def __init__(self, **_: Any) -> None: ...

        def views_open(self, *, trigger_id: str, view: dict[str, Any]) -> None:
            opened.append(view)

    monkeypatch.setattr(choosing, "WebClient", Web)
    draft = request(desk)
    Request.objects.update(state="draft")
    press({"action_id": "hand_in", "value": draft.pk})
    later.step()
    press(buttons(posted[-1][1])["pick_1"])
    (view,) = opened
    assert "Norden" in words_of(view["blocks"][0])
    sent = {name: view[name] for name in ("callback_id", "private_metadata")}
    wrong = submit(sent, {"win_person": "", "win_company": WINS["win_company"]}).json()
    assert wrong["response_action"] == "errors"
    assert "win_person" in wrong["errors"]
    assert submit(sent, WINS, user="U9").json()["response_action"] == "errors", "nobody here"
    assert submit(sent, WINS).content in (b"", b"{}")
    match = Match.objects.get()
    assert (match.chosen_by, match.request_id) == (desk.sol, draft.pk)
    later.step()
    assert "Chosen: " in posted[-1][1]["text"]


def test_a_link_of_the_chain_agrees(desk: Desk, posted: list[tuple[str, dict[str, Any]]]) -> None:
    lou = colleague("lou", Position.VIEWER)
    actions.set_chain(by=desk.mara, account=desk.ana.account, colleagues=[lou])
    match = choose(desk, request(desk), by=desk.sol)
    clear(desk, match.ask)
    go_on()
    link(lou, "U5")
    press(buttons(command("mine", user="U5").json())["agree_yes"], user="U5")
    later.step()
    assert "are asked" in posted[-1][1]["text"]


def test_names_are_kept_back_and_lists_are_counted_here_too(
    desk: Desk, posted: list[tuple[str, dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = {"names": "after_clearance", "looks_an_hour": 1}
    changed = POLICY.model_copy(update={"desk": POLICY.desk.model_copy(update=changes)})
    monkeypatch.setattr(shell, "_kept", lambda *_: changed)
    for _ in range(2):
        row = request(desk)
        draft = actions.keep_draft(
            by=desk.sol, policy=POLICY, today=TODAY,
            written=actions.Written(activity="reference_call", deal=desk.norden.pk, words=row.words,
                                    needed_by=row.needed_by, buy_in=True, technical=True),
        )  # fmt: skip
        press({"action_id": "hand_in", "value": draft.pk})
        later.step()
    first, second = (words_of(message) for _to, message in posted)
    for word in ("Ana", "Silva", "Acme"):
        assert word not in first
    assert "at a company" in first
    assert "within an hour" in second


def test_an_ask_made_outside_is_written_down(desk: Desk) -> None:
    answer = command("logged <@U9|omar> I asked Ana of Acme for a quote").json()
    assert "Written down: a private quote of Ana Silva, Acme" in answer["text"]
    ask = Ask.objects.get()
    assert (ask.contact_id, ask.activity, ask.proposed_by) == (desk.ana.pk, "private_quote", desk.sol)
    assert "go by" in command("logged I asked Zed of Acme for a quote").json()["text"]
    assert "no activity type" in command("logged I asked Ana of Acme for a favour").json()["text"]
    assert Ask.objects.count() == 1


def test_an_answer_goes_to_slack_alone_and_a_press_of_a_link_is_only_heard(
    desk: Desk, posted: list[tuple[str, dict[str, Any]]]
) -> None:
    press({"action_id": "throw_away", "value": "x"}, to="https://evil.example/hook")
    press({"action_id": "choose_1", "url": "https://vouch.example.com/"})
    assert later.step() == ""
    assert posted == []


def test_what_was_not_posted_is_tried_again_later_and_given_up_in_the_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[str] = []
    monkeypatch.setattr(later, "post", lambda to, _message: bool(tries.append(to)))
    press({"action_id": "throw_away", "value": "x"})
    for _ in range(9):
        slack.SlackCall.objects.update(not_before=None)
        later.step()
    assert len(tries) == slack.TRIES


@pytest.mark.parametrize("text", ["", "help", "nonsense", "x" * 5000, "\0"])
def test_anything_else_says_what_there_is(desk: Desk, text: str) -> None:
    assert "/vouch mine" in words_of(command(text).json())
