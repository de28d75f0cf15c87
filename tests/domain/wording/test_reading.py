"""What the reader of wording marks, and what it leaves alone. The examples are its makers' own."""

from __future__ import annotations

import pytest

from vouch.domain.policy import load
from vouch.domain.policy.wording import Turn
from vouch.domain.wording import Fault, mended, read, stopped, stopped_in

NAMES = ["Favour Suite", "Acme", "Last Chance Tools"]

AT_FAULT = [
    ("Could you do us a favour and join a call?", {Fault.BEGGING}),
    ("Sorry to bother you again, but the seat is open.", {Fault.BEGGING}),
    ("It would mean the world to the team.", {Fault.BEGGING}),
    ("We are looking for customers who give us a quote for our website.", {Fault.VENDOR_FIRST}),
    ("Our sales team needs proof points for our pipeline. You hear their questions first.", {Fault.VENDOR_FIRST}),
    ("We'd love to feature you in a case study. Just reply to this mail.", {Fault.VENDOR_FIRST}),
    ("You would get great exposure from it.", {Fault.VAGUE}),
    ("It is a win-win.", {Fault.VAGUE}),
    ("This is your last chance to take part.", {Fault.PRESSURE}),
    ("Everybody else has already answered.", {Fault.PRESSURE}),
    ("If we don't hear from you by Monday we give the seat away.", {Fault.PRESSURE}),
    ("After everything we have done for you, one call is little.", {Fault.PRESSURE}),
    ("Leave us a 5-star review and we send you a $50 gift card.", {Fault.REWARD}),
    ("We will give you a voucher. All it takes is a positive review.", {Fault.REWARD}),
    ("Könnten Sie uns einen Gefallen tun und anrufen? Das ist Ihre letzte Chance.", {Fault.BEGGING, Fault.PRESSURE}),
    ("Bewerten Sie uns mit fünf Sternen und erhalten Sie einen Gutschein.", {Fault.REWARD}),
    ("Pourriez-vous nous rendre un service ? C'est votre dernière chance.", {Fault.BEGGING, Fault.PRESSURE}),
    ("Un avis positif pour nous, et vous recevez un bon d'achat.", {Fault.REWARD}),
    ("¿Podría hacernos un favor? Es su última oportunidad.", {Fault.BEGGING, Fault.PRESSURE}),
    ("Le damos un descuento por una reseña positiva.", {Fault.REWARD}),
    ("Kunt u ons een plezier doen? Dit is uw laatste kans.", {Fault.BEGGING, Fault.PRESSURE}),
    ("U krijgt een cadeaubon voor een positieve review.", {Fault.REWARD}),
]

FINE = [
    "You told us “we owe you a favour, honestly”. You are invited to a breakfast with eight data leads.",
    "Favour Suite users asked how you route invoices. Your answer stands under your own name.",
    "You are at Last Chance Tools. Sixty people would hear how you did it.",
    "We will introduce you to Carla, who moved a year before you. You choose the time.",
    "The seat is open until 12 June. If you do nothing, nothing happens.",
    "Every reviewer gets the same $20 card from the site, whatever they write. Honest is all that counts.",
    "A talk at the fair would be great exposure: 400 buyers of your trade were in the room last year.",
    "You decide what comes first: four half-hours with the two people who build it. We need your view on two screens.",
    "Am 3. Juni treffen Sie acht Werksleiter in Ulm. Eine Stunde, ohne Vertrieb.",
    "Vous rencontrez douze responsables le 5 mai à Lyon, et vous gardez l'enregistrement.",
]


@pytest.mark.parametrize(("text", "faults"), AT_FAULT)
def test_words_at_fault_are_marked_where_they_stand(text: str, faults: set[Fault]) -> None:
    marks = read(text, names=NAMES).marks
    assert {one.fault for one in marks} == faults
    for one in marks:
        assert " ".join(text[one.start : one.end].split()) == one.words
        assert one.why.endswith(".")
        assert one.better.endswith((".", "none."))


@pytest.mark.parametrize("text", FINE)
def test_quotations_names_gives_and_plain_dates_are_no_fault(text: str) -> None:
    reading = read(text, names=NAMES)
    assert reading.marks == ()
    assert reading.not_read == ()


def test_each_sentence_is_read_in_its_own_language() -> None:
    text = "You meet eight peers in Ulm. Das ist Ihre letzte Chance. Kunt u ons een plezier doen?"
    assert [one.words for one in read(text).marks] == ["letzte Chance", "Kunt u ons een plezier doen"]


def test_a_language_that_is_not_known_is_not_called_fine() -> None:
    reading = read("You meet eight peers. Kérem, tegyen meg nekünk egy szívességet holnap.")
    assert reading.marks == ()
    assert reading.not_read == ("Kérem, tegyen meg nekünk egy szívességet holnap.",)


def test_an_empty_text_gets_no_draft() -> None:
    assert read("").marks == ()
    assert mended("", 0, 0) == ""


def test_what_they_have_of_it_is_moved_before_what_we_need() -> None:
    text = "We need three references this year. You meet eight peers in Ulm."
    mark = read(text).marks[0]
    better = mended(text, mark.start, mark.end)
    assert better == "You meet eight peers in Ulm. We need three references this year."
    assert read(better).marks == ()


@pytest.mark.parametrize("text", [text for text, _ in AT_FAULT])
def test_a_better_turn_takes_the_fault_away_and_leaves_the_rest(text: str) -> None:
    for mark in read(text).marks:
        if mark.edit is None:
            continue
        after = mended(text, mark.start, mark.end)
        assert mark.words not in after or mark.fault is Fault.VENDOR_FIRST
        assert len(read(after).marks) < len(read(text).marks)


def test_where_the_wins_stand_beside_it_a_letter_need_not_repeat_them() -> None:
    text = "You said something that others should hear. We would like to quote it."
    assert read(text, whole=False).marks == ()
    assert {one.fault for one in read(text).marks} == {Fault.VENDOR_FIRST}


def test_a_company_adds_turns_and_names_and_leaves_words_alone() -> None:
    turn = Turn(fault="vague", language="en", words="our  ecosystem", better="Say who is in it.", use="{who}")
    own = load().wording.model_copy(update={"also": (turn,), "names": ("Kindly",), "leave": ("win-win",)})
    assert [one.edit and one.edit.text for one in read("You join Our\necosystem.", own=own).marks] == ["{who}"]
    assert read("You join us on Kindly, a win-win.", own=own).marks == ()


def test_only_favours_and_paid_praise_stop_a_letter() -> None:
    assert stopped("This is your last chance, and it is a win-win.") == ("", "")
    assert "forbidden" in stopped("You get a voucher for a positive review.")[1]
    assert stopped_in({"words": "Write a good review.", "reward_announced": "A mug"})[0] == "reward_announced"
    assert stopped_in({"words": "Write a review, whatever you think.", "reward_announced": "A mug"}) == ("", "")
