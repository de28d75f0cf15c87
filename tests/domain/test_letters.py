"""What a letter begins with: something for every rung and every way to be, and never a word that begs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vouch.domain.errors import BadPolicy
from vouch.domain.goals import MOST_WORDS
from vouch.domain.letters import (
    FIELDS,
    MAY_BE_UNKNOWN,
    PIECES,
    begun_for,
    fill,
    for_person,
    for_several,
    of_person,
    read,
    read_by,
    shipped,
    start,
)
from vouch.domain.letters.quotable import MOST
from vouch.domain.letters.templates import PARTS
from vouch.domain.personalities import Personality
from vouch.domain.policy import load
from vouch.domain.wording import read as judged

POLICY = load()
LADDER = POLICY.ladder
KINDS = [None, *(one.value for one in Personality)]
ANA = of_person(name="Ana Lind", company="Acme")
ALL = ANA | {"goal": "to speak at DockCon", "result": "A site opens in 4 days", "company_goal": "One report for all"}


def chosen(activity: str) -> bool:
    return not LADDER[activity].open_invitation


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("activity", sorted(LADDER))
def test_every_letter_has_no_fault_of_wording_with_and_without_what_may_be_unknown(
    activity: str, kind: str | None
) -> None:
    begun = start(activity, LADDER[activity], us="Quayside", personality=kind)
    for values in (ANA, ALL):
        for text in vars(begun_for(begun, values)).values():
            told = judged(text, own=POLICY.wording, names=["Quayside", "Acme"], whole=False)
            assert (told.marks, told.not_read) == ((), ())
            assert "{" not in text


@pytest.mark.parametrize("activity", sorted(filter(chosen, LADDER)))
def test_each_of_the_four_is_spoken_to_in_words_of_their_own(activity: str) -> None:
    said = [shipped().of(activity, kind) for kind in KINDS]
    assert len({one.lead for one in said}) == len({one.win_person for one in said}) == len(KINDS)


@pytest.mark.parametrize("activity", sorted(LADDER))
def test_everything_fits_where_it_is_kept_also_beside_the_longest_goal(activity: str) -> None:
    longest = ALL | {"goal": "g" * MOST_WORDS, "result": "r" * MOST, "company_goal": "c" * MOST}
    for kind in KINDS:
        begun = begun_for(start(activity, LADDER[activity], us="Quayside", personality=kind), longest)
        assert max(len(begun.own_win), len(begun.company_win)) <= 300
        assert len(for_person(begun.subject, name="Maximiliana Oberhuber", company="Acme Tools and Sons")) <= 150


def test_an_open_invitation_is_the_same_whoever_reads_it_and_whatever_they_want() -> None:
    for activity in (name for name in LADDER if not chosen(name)):
        plain = begun_for(start(activity, LADDER[activity], us="Q"), ANA)
        for kind in KINDS:
            other = begun_for(start(activity, LADDER[activity], us="Q", personality=kind), ALL)
            assert (other.subject, other.words) == (plain.subject, plain.words)


def test_a_rung_of_a_companys_own_begins_with_its_own_words_for_each_way_to_be() -> None:
    rung = LADDER["feedback"].model_copy(update={"words": "a chat over breakfast", "minutes": 90})
    begun = start("breakfast", rung, us="Quayside", personality="educator")
    assert begun.subject == "An invitation: a chat over breakfast"
    assert "an hour and a half" in begun.words
    assert begun.words.startswith("You explain things so that others can do them.")


def test_a_name_with_braces_is_left_as_it_is() -> None:
    assert for_person("Dear {name} at {company}", name="{company}", company="Acme") == "Dear {company} at Acme"


def test_a_win_rests_on_what_they_want_or_reached_or_is_a_hint_alone() -> None:
    begun = start("conference_talk", LADDER["conference_talk"], us="Quayside")
    with_all, with_none = begun_for(begun, ALL), begun_for(begun, ANA)
    assert "“to speak at DockCon”" in with_all.own_win
    assert "“A site opens in 4 days”" in with_all.company_win
    assert (with_none.own_win, with_none.company_win) == ("", "")


def test_the_beginning_of_several_is_put_in_for_each() -> None:
    words = for_several("peer_call", LADDER["peer_call"], us="Quayside").words
    for kind in KINDS:
        one = read_by(words, ALL, template=shipped().of("peer_call", kind)).text
        assert one == begun_for(start("peer_call", LADDER["peer_call"], us="Quayside", personality=kind), ALL).words


@pytest.mark.parametrize(
    ("text", "values", "left", "missing"),
    [
        ("One. About {goal}. Two.", {}, "One. Two.", ("goal",)),
        ("About {goal}. Two.", {}, "Two.", ("goal",)),
        ("One.\n\nAbout {goal}.\n\nTwo.", {}, "One.\n\nTwo.", ("goal",)),
        ("About {goal}.", {}, "", ("goal",)),
        ("About {goal} and {result}.", {"goal": "x"}, "", ("result",)),
        ("About “{goal}”. Two.", {"goal": "a. b"}, "About “a. b”. Two.", ()),
        ("{name}: {how many}.", {"name": "Ana"}, "Ana: {how many}.", ()),
    ],
)
def test_a_sentence_that_hangs_on_something_unknown_is_left_out(
    text: str, values: dict[str, str], left: str, missing: tuple[str, ...]
) -> None:
    found = fill(text, values)
    assert (found.text, found.missing) == (left, missing)


_PLAIN = st.sampled_from(["We met.", "It takes an hour.", "You choose the day.", "{name}, one call."])
_HANGING = st.sampled_from([f"It is about “{{{one}}}”." for one in MAY_BE_UNKNOWN])


@given(st.lists(st.one_of(_PLAIN, _HANGING), max_size=8), st.sets(st.sampled_from(MAY_BE_UNKNOWN)))
def test_nothing_unknown_is_ever_read_and_everything_known_is(parts: list[str], known: set[str]) -> None:
    values = {"name": "Ana"} | {one: f"the {one}" for one in known}
    found = fill(" ".join(parts), values)
    kept = [part for part in parts if not any(f"{{{one}}}" in part for one in MAY_BE_UNKNOWN if one not in known)]
    whole = " ".join(kept)
    for name, value in values.items():
        whole = whole.replace(f"{{{name}}}", value)
    assert found.text == whole
    assert set(found.missing) == {one for one in MAY_BE_UNKNOWN if one not in known and f"{{{one}}}" in " ".join(parts)}


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        (
            "[refrence_call]\nlead = 'x'",
            "[refrence_call] is no rung of the ladder, nor “any”; did you mean reference_call?",
        ),
        ("reference_call = 3", "reference_call: this must be a section with keys of its own, like [reference_call]"),
        (
            "[reference_call]\nsubjct = 'x'",
            "reference_call.subjct is neither a part of a letter nor a personality; did you mean subject?",
        ),
        ("[reference_call]\nsubject = 3", "reference_call.subject: this must be text, in quotes (it says 3)"),
        ("[reference_call]\nsubject = ' '", "reference_call.subject: this must not be empty"),
        (
            "[reference_call.educator]\nled = 'x'",
            "reference_call.educator.led is no part of a letter; did you mean lead?",
        ),
        (
            "[reference_call.educator]\nlead = 'About {gaol}.'",
            "reference_call.educator.lead: {gaol} is no field of a letter; did you mean goal?",
        ),
        (
            "[reference_call]\nlead = 'About {goal.'",
            "reference_call.lead: a brace stands without its other one; a field is written like {name}",
        ),
        (
            "[reference_call]\nsubject = 'Your {goal}'",
            "reference_call.subject: every sentence of it hangs on {goal}, so that nothing is left where that is not "
            "known; write one without it",
        ),
        ("[reference_call]\nsubject = '{lead}'", "reference_call.subject: {lead} stands in words alone"),
        (
            "[reference_call]\nown_goal = 'You want {goal}. Good.'",
            "reference_call.own_goal: every sentence of it has to name {goal} or {company_goal} or {result} or "
            "{opening}, or it would stand there where nothing of the kind is known",
        ),
        (
            "[public_review.educator]\nlead = 'x'",
            "public_review.educator: an open invitation is the same for everybody, whoever they are; leave this "
            "section out",
        ),
        (
            "[reference_call]\nlead = 'Could you do us a favour?'",
            "reference_call.lead: “Could you do us a favour” asks for a favour. Say what they have of it",
        ),
        (f"[any]\nsubject = '{'x' * 151}'", "any.subject: these are 151 letters; at most 150 fit"),
    ],
)
def test_each_mistake_in_a_companys_own_letters_is_a_sentence_with_file_and_key(text: str, mistake: str) -> None:
    with pytest.raises(BadPolicy) as refusal:
        read(text, POLICY)
    assert refusal.value.mistakes == [mistake]
    assert refusal.value.sentence.startswith("letters.toml has 1 mistake: ")


def test_what_is_no_toml_is_said_with_the_file() -> None:
    with pytest.raises(BadPolicy, match=r"^letters\.toml is not valid TOML"):
        read("[", POLICY)


def test_a_companys_own_words_stand_over_the_shipped_ones_key_by_key() -> None:
    own = read(
        "[reference_call]\nsubject = 'A word about us'\n[reference_call.educator]\nlead = 'Teach them.'\n"
        "[reference_call.validator]\nsubject = ''",
        POLICY,
    )
    assert own.of("reference_call", "educator").lead == "Teach them."
    assert own.of("reference_call", "collaborator").lead == shipped().of("reference_call", "collaborator").lead
    assert own.of("reference_call", "validator").subject == "A word about us"
    assert own.of("webinar") == shipped().of("webinar")


def test_the_letters_of_the_page_have_no_mistake_and_the_page_tells_every_field() -> None:
    page = (Path(__file__).parents[2] / "docs" / "ideas" / "letters.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.S)
    assert read(example, POLICY).of("reference_call", "validator").lead.startswith("One company wants to hear")
    assert all(f"`{{{name}}}`" in page for name in (*FIELDS, *PIECES))
    assert all(f"`{part}`" in page for part in PARTS)


def test_every_field_is_told_in_words() -> None:
    assert all(words and name.isidentifier() for name, words in FIELDS.items())
