"""What is typed into a field stays words: no further head, no tag, no turned line; the letter keeps its manners."""

from __future__ import annotations

import datetime as dt
from email.utils import parseaddr
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mail.server import MailServer
from tests.program.asks.town import POLICY, TODAY, WINS, Town, address, clear, invited, propose, send
from vouch.program.asks.actions import telling, tending
from vouch.program.asks.days import said as said_day
from vouch.program.outbox.delivery import deliver_due
from vouch.program.outbox.letter import line
from vouch.program.outbox.models import Message

NAMES = [
    "Ana\r\nBcc: everyone@example.com",
    '"><script>alert(1)</script>',
    "שירה כהן",
    "مريم \u202eevil\u202c",
    "李小龍",
    "A" * 255,
    'Zoë \u0007 O\'Neill, "the" <boss@example.com>',
]
BAD = '<img src=x onerror="alert(1)">&<b>bold</b>'


class Tags(HTMLParser):
    """Which tags and addresses a text of HTML has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_any_name_in_any_field_leaves_as_words(server: MailServer, name: str) -> None:
    town = Town()
    town.mara.name = name[:120]
    town.mara.save()
    for row, what in ((town.ana, name), (town.ana.account, name[:200] or "x")):
        assert row is not None
        row.name = what
        row.save()
    ask = clear(town, propose(town, subject=BAD, why=BAD, words=f"{BAD}\n\n{BAD}", reward_announced=BAD, **{
        key: value + BAD for key, value in WINS.items()
    }))  # fmt: skip
    (sent,) = send(town, ask)
    assert sent.refusal is None
    tending.remind(policy=POLICY, today=TODAY + dt.timedelta(days=7), address=address)
    propose(town, town.bo, why=BAD)
    telling.tell_daily(policy=POLICY, today=TODAY, address=address)
    deliver_due()
    mails = server.mails()
    assert {to for to, _ in server.taken} == {"ana@example.org", "omar@example.com"}
    for mail in mails:
        assert mail["Bcc"] is None
        assert len(mail.get_all("To", [])) == len(mail.get_all("Subject", [])) == 1
        assert parseaddr(str(mail["From"]))[1].startswith("vouch@")
        html = mail.get_body(("html",))
        assert html is not None
        found = Tags(html.get_content())
        assert not found.tags & {"script", "img"}
        assert all(one.startswith("https://vouch.example.com/") for one in found.links)
        assert "\u202e" not in str(mail["Subject"]) + str(mail["From"])


@pytest.mark.django_db
def test_an_invitation_says_what_both_have_of_it_who_asks_and_how_to_stop() -> None:
    town = Town()
    ask = invited(town, why="You brought twelve sites live.", words="Two buyers would like to hear from you.")
    mail = Message.objects.get()
    assert (mail.to, mail.contact, mail.subject) == ("ana@example.org", town.ana.pk, ask.subject)
    assert mail.headers["Reply-To"] == "Mara <mara@example.com>"
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = mail.headers["List-Unsubscribe"].strip("<>")
    assert stop.startswith("https://vouch.example.com/stop/")
    assert "Auto-Submitted" not in mail.headers, "a colleague sent it"
    for text in (mail.text, mail.html):
        assert stop in text
        for said in (
            *WINS.values(),
            ask.why,
            ask.words,
            "Mara",
            "about 30 minutes",
            said_day(TODAY + dt.timedelta(days=21)),
        ):
            assert said in text


@pytest.mark.django_db
def test_where_a_site_forbids_to_follow_the_letter_asks_for_no_answer() -> None:
    town = Town()
    send(town, propose(town, activity="peer_insights_review", open_rule="Everybody of a segment."))
    text = Message.objects.get().text
    assert "we do not follow what came of it" in text
    assert "not now" not in text


@given(st.text())
def test_a_line_is_one_line_and_turns_nothing_round(text: str) -> None:
    made = line(text, 50)
    assert len(made) <= 50
    assert not set(made) & set("\r\n\u2028\u2029\u0085\0\u202e\u2066")
    assert line(made, 50) == made
