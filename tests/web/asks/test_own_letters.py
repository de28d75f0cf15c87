"""Letters from a person's own goals, in the words that suit them; of several, each on its own before it is proposed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.program.asks.town import POLICY, TODAY, WINS, Town
from tests.program.cast import NOON
from tests.web.served import text_of
from vouch.domain.letters import shipped
from vouch.program.asks.models import Ask
from vouch.program.colleagues.models import User
from vouch.program.people.goals.actions import remove_goal, state_goal
from vouch.program.people.models import Contact, Promise, Result
from vouch.program.people.personality.actions import object_to_profiling, say_of_oneself
from vouch.web.workspace.asks import day

pytestmark = pytest.mark.django_db

PAGE = "/asks/new/"
LETTER = WINS | {
    "why": "You brought twelve sites live.", "subject": "{name}, one call", "activity": "peer_call",
    "words": "{lead} {own_goal}\n\nIt is a call of half an hour about {company}.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    monkeypatch.setattr(day, "today", lambda: TODAY)
    settings.DATA = tmp_path


def as_(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def wants(who: Contact, kind: str = "network", words: str = "to know who plans by night") -> int:
    return state_goal(contact=who, kind=kind, words=words, policy=POLICY, today=TODAY).pk


def is_(who: Contact, personality: str) -> None:
    say_of_oneself(contact=who, personality=personality)


def written(client: Client, who: Contact, **more: str) -> str:
    return text_of(client.get(PAGE, {"contact": who.pk, "activity": "peer_call", **more}))


def value_of(page: str, name: str) -> str:
    found = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\n?(.*?)</textarea>', page, re.S)
    assert found, name
    return found[1]


def batch(town: Town, step: str, **more: Any) -> dict[str, Any]:
    return LETTER | {"contact": [town.ana.pk, town.bo.pk, town.dee.pk], "step": step, **more}


def own(page: str, who: Contact) -> dict[str, str]:
    """The fields of one person's letter, as a browser would send them."""
    told = {name: value_of(page, f"{who.pk}-{name}") for name in ("words", "win_person", "win_company", "why")}
    found = re.search(rf'name="{who.pk}-subject" value="([^"]*)"', page)
    assert found
    return {f"{who.pk}-{name}": text for name, text in (told | {"subject": found[1]}).items()}


def test_a_letter_begins_in_the_words_for_who_they_are_with_their_goal_in_it() -> None:
    town = Town()
    is_(town.ana, "collaborator")
    wants(town.ana)
    page = written(as_(town.mara), town.ana)
    words = value_of(page, "words")
    assert words.startswith("Another customer plans what Acme plans, and the two of you could compare notes")
    assert "“to know who plans by night”, and it is a good thing to work on together." in words
    assert "“to know who plans by night”" in value_of(page, "win_person")
    assert value_of(page, "win_company") == ""
    assert "They say so themselves: somebody who thinks along, in small circles." in page
    assert "said so themselves; this serves it" in page


def test_a_goal_that_this_does_not_serve_is_shown_to_the_writer_and_stands_in_no_letter() -> None:
    town = Town()
    wants(town.ana, "other", "to sail more")
    page = written(as_(town.mara), town.ana)
    assert "“to sail more”" in page
    assert "to sail more" not in value_of(page, "words") + value_of(page, "win_person")


def test_what_their_company_waits_for_and_reached_is_in_the_win_of_the_company() -> None:
    town = Town()
    about = {"account": town.ana.account, "author": town.mara, "created_at": NOON, "changed_at": NOON}
    Promise.objects.create(**about, text="One report for all sites. By May.")
    Result.objects.create(**about, text="Not signed", reached_on=TODAY)
    page = written(as_(town.mara), town.ana)
    assert "what Acme wants next: “One report for all sites”." in value_of(page, "win_company")
    told = {"contact": town.ana.pk, "activity": "private_quote"}
    page = text_of(as_(town.mara).get(PAGE, told))
    assert value_of(page, "win_company") == ""
    Result.objects.create(**about, text="A site opens in 4 days", reached_on=TODAY, signed_off_on=TODAY)
    page = text_of(as_(town.mara).get(PAGE, told))
    assert "“A site opens in 4 days”" in value_of(page, "win_company")


def test_another_beginning_can_be_chosen_and_plain_words_are_one() -> None:
    town = Town()
    is_(town.ana, "validator")
    mara = as_(town.mara)
    for kind in ("educator", "validator"):
        assert shipped().of("peer_call", kind).lead[:30] in written(mara, town.ana, **{"as": kind}).replace(
            "&#39;", "'"
        )
    assert "Another customer is where Acme was a year ago" in written(mara, town.ana, **{"as": "plain"})
    assert "wants to know what really changed" in written(mara, town.ana, **{"as": "no such"})


def test_who_objected_or_whose_kind_may_not_be_read_is_written_to_in_plain_words() -> None:
    town = Town()
    is_(town.ana, "educator")
    wants(town.ana)
    page = written(as_(town.sol), town.ana, **{"as": "educator"})
    assert "Another customer is where Acme was a year ago" in page
    assert "plans by night" not in page
    assert "How it begins" not in page
    object_to_profiling(contact=town.ana)
    page = written(as_(town.mara), town.ana)
    assert "Another customer is where Acme was a year ago" in page
    assert "How they like to take part is not known" in page


def test_of_several_each_is_begun_as_it_suits_them_and_whose_letter_lacks_what_is_said() -> None:
    town = Town()
    is_(town.ana, "educator")
    wants(town.ana)
    page = text_of(as_(town.mara).post(PAGE, batch(town, "preview", words=LETTER["words"] + " It serves “{goal}”.")))
    assert "Another customer is about to begin what you finished at Acme" in page
    assert page.count("Another customer is where Acme was a year ago") == 2  # Bo: mail and field
    assert page.count("Another customer is where Bolt was a year ago") == 2
    assert "“{goal}” is not known of Bo Berg and Dee Diaz: the sentence with it is left out of those letters." in page
    assert "It serves “to know who plans by night”." in page


def test_one_of_three_is_written_anew_and_only_that_one_is_kept_so() -> None:
    town = Town()
    mara = as_(town.mara)
    page = text_of(mara.post(PAGE, batch(town, "preview")))
    everybody = own(page, town.ana) | own(page, town.bo) | own(page, town.dee)
    changed = everybody | {f"{town.bo.pk}-words": "Bo, this is for you alone: a call with Cy of Delta."}
    page = text_of(mara.post(PAGE, batch(town, "preview") | changed))
    assert "one was." in page
    assert "Written for Bo Berg alone" in page
    assert "Written for Ana Silva alone" not in page
    mara.post(PAGE, batch(town, "propose") | changed)
    words = dict(Ask.objects.values_list("contact_id", "words"))
    assert words[town.bo.pk] == "Bo, this is for you alone: a call with Cy of Delta."
    assert words[town.ana.pk].endswith("It is a call of half an hour about Acme.")
    assert len(words) == 3


def test_nothing_written_for_one_alone_is_lost_on_the_way_back_to_the_words_for_all() -> None:
    town = Town()
    mara = as_(town.mara)
    page = text_of(mara.post(PAGE, batch(town, "preview")))
    changed = own(page, town.ana) | own(page, town.dee) | own(page, town.bo)
    changed[f"{town.bo.pk}-words"] = "For Bo alone."
    page = text_of(mara.post(PAGE, batch(town, "write") | changed))
    assert f'type="hidden" name="{town.bo.pk}-words" value="For Bo alone."' in page
    assert f'name="{town.ana.pk}-words"' not in page
    carried = {f"{town.bo.pk}-{name}": text for name, text in (
        ("words", "For Bo alone."), ("subject", "Bo, one call"), ("why", LETTER["why"]),
        ("win_person", LETTER["win_person"]), ("win_company", LETTER["win_company"]),
    )}  # fmt: skip
    page = text_of(mara.post(PAGE, batch(town, "preview", words="New for {name}.") | carried))
    assert "New for Ana." in page
    assert "For Bo alone." in page
    assert "New for Bo." not in page
    page = text_of(mara.post(PAGE, batch(town, "preview", words="New for {name}.") | carried | {"reset": town.bo.pk}))
    assert "New for Bo." in page


def test_a_letter_that_begs_holds_all_back_until_it_is_mended_and_a_press_mends_a_hint() -> None:
    town = Town()
    mara = as_(town.mara)
    changed = {f"{town.bo.pk}-words": "Could you do us a favour and come?"}
    answer = mara.post(PAGE, batch(town, "propose") | changed)
    assert answer.status_code == 422
    assert "1 letter is not ready yet." in text_of(answer)
    assert "asks for a favour" in text_of(answer)
    assert not Ask.objects.exists()
    changed = {f"{town.bo.pk}-words": "We are sorry to bother you, but a seat is yours."}
    page = text_of(mara.post(PAGE, batch(town, "preview") | changed))
    turn = re.search(rf'name="turn" value="({town.bo.pk}-words:\d+:\d+)"', page)
    assert turn
    page = text_of(mara.post(PAGE, batch(town, "preview") | changed | {"turn": turn[1]}))
    assert value_of(page, f"{town.bo.pk}-words") == "A seat is yours."


def test_the_marks_of_one_letter_are_read_as_it_is_written() -> None:
    town = Town()
    told = batch(town, "preview") | {"of": town.bo.pk, f"{town.bo.pk}-words": "This is your last chance."}
    page = text_of(as_(town.mara).post("/asks/new/wording/", told))
    assert f'id="wording-{town.bo.pk}"' in page
    assert "last chance" in page


def test_a_goal_taken_away_meanwhile_is_in_no_letter_any_more() -> None:
    town = Town()
    goal = wants(town.ana)
    mara = as_(town.mara)
    assert "plans by night" in text_of(mara.post(PAGE, batch(town, "preview")))
    remove_goal(contact=town.ana, goal=goal)
    mara.post(PAGE, batch(town, "propose"))
    assert not Ask.objects.filter(words__contains="plans by night").exists()


def test_a_companys_own_letters_are_used_and_a_mistake_in_them_is_a_sentence(tmp_path: Path) -> None:
    town = Town()
    mine = tmp_path / "letters.toml"
    mine.write_text("[peer_call]\nlead = 'You two should talk.'\n", encoding="utf-8")
    assert value_of(written(as_(town.mara), town.ana), "words").startswith("You two should talk.")
    mine.write_text("[peer_call]\nlead = 'About {gaol}.'\n# changed\n", encoding="utf-8")
    answer = as_(town.mara).get(PAGE, {"contact": town.ana.pk, "activity": "peer_call"})
    assert answer.status_code >= 400
    assert "letters.toml has 1 mistake: peer_call.lead: {gaol} is no field of a letter" in text_of(answer)
