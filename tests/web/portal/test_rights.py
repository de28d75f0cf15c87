"""Who may do what at the customers' door, and to whose things: every cell of the table is tried on real pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.program.asks.town import POLICY, WINS, Town, propose
from tests.program.cast import NOON
from tests.web.portal.cast import invited, stop_secret, visiting
from tests.web.served import text_of
from vouch.program.asks.models import Ask
from vouch.program.consent.actions import set_permission
from vouch.program.consent.models import Consent, Limits, Permission
from vouch.program.members.models import Member
from vouch.program.members.terms import TERMS
from vouch.program.openings import actions as openings
from vouch.program.openings.models import Guest
from vouch.program.outbox.models import Message
from vouch.program.people.goals.actions import state_goal
from vouch.program.people.goals.models import NoNotes, PersonalGoal
from vouch.program.people.models import Contact
from vouch.program.people.personality.actions import say_of_oneself
from vouch.program.people.personality.models import OwnWord
from vouch.program.references import actions as references
from vouch.program.references.models import Match, Referral, Request
from vouch.web.portal import door
from vouch.web.portal.rights import RIGHTS, Right, Who, Whose
from vouch.web.shared.addresses import address

pytestmark = pytest.mark.django_db


@dataclass
class Scene:
    """Somebody at the door, and whose thing they reach for. `secret`: the link they hold, empty without one."""

    town: Town
    client: Client
    whom: Contact
    me: Contact
    secret: str

    def ask_page(self, ask: Ask) -> str:
        """Where this somebody would look at an ask."""
        return f"/for-you/i/{self.secret}/" if self.secret else f"/for-you/invitations/{ask.pk}/"


def see_invitation(scene: Scene) -> bool:
    ask = Ask.objects.get(contact=scene.whom)
    return ask.subject in text_of(scene.client.get(scene.ask_page(ask), follow=True))


def see_proposal(scene: Scene) -> bool:
    Ask.objects.all().delete()
    ask = propose(scene.town, scene.whom, today=door.today(), subject="In the making")
    pages = ["/for-you/", "/for-you/came-of-it/", scene.ask_page(ask)]
    return any("In the making" in text_of(scene.client.get(page, follow=True)) for page in pages)


def answer(scene: Scene) -> bool:
    ask = Ask.objects.get(contact=scene.whom)
    scene.client.post(scene.ask_page(ask), {"answer": "accepted"})
    return Ask.objects.get(pk=ask.pk).state == "accepted"


def consent_here(scene: Scene) -> bool:
    ask = Ask.objects.get(contact=scene.whom)
    Ask.objects.filter(pk=ask.pk).update(activity="named_quote", state="accepted")
    scene.client.post(scene.ask_page(ask), {"consent": "quote", "given": "yes"})
    return Consent.objects.filter(contact=scene.whom, purpose="quote", given=True).exists()


def opening_page(scene: Scene) -> str:
    """Where this somebody would look at what the person was chosen for; a dinner is opened to both first."""
    now = {"policy": POLICY, "today": door.today()}
    secrets: dict[str, str] = {}

    def address(kind: str, secret: str) -> str:
        secrets.setdefault(kind, secret)
        return f"https://vouch.example.com/{kind}/{secret}/"

    made = openings.write_opening(
        by=scene.town.mara, kind="dinner", title="Dinner for a few", what="One table, and no slides.", seats=2,
        deadline=door.today(), **WINS, **now,
    )  # fmt: skip
    made = openings.publish(by=scene.town.mara, opening=made, reason="All are welcome.", **now)
    guests = openings.invite(
        by=scene.town.mara, opening=made, contacts=[scene.me, scene.whom][: 1 + (scene.me != scene.whom)],
        address=address, **now,
    )  # fmt: skip
    theirs = next(one.guest for one in guests if one.contact == scene.whom)
    assert theirs is not None
    return f"/for-you/o/{secrets['opening']}/" if scene.secret else f"/for-you/openings/{theirs.pk}/"


def see_opening(scene: Scene) -> bool:
    opening_page(scene)
    theirs = Guest.objects.get(contact=scene.whom)
    found = text_of(scene.client.get(f"/for-you/openings/{theirs.pk}/", follow=True))
    if scene.secret:
        found = text_of(scene.client.get(opening_page_of_mail(scene), follow=True))
    return f"Hello {scene.whom.name}" in found and "Dinner for a few" in found


def opening_page_of_mail(scene: Scene) -> str:
    """The page behind the link that was mailed to whoever holds one."""
    text = Message.objects.filter(contact=scene.me.pk, key__startswith="opening").latest("id").text
    return "/for-you/o/" + text.partition("/opening/")[2].partition("/")[0] + "/"


def answer_opening(scene: Scene) -> bool:
    scene.client.post(opening_page(scene), {"answer": "yes"})
    return Guest.objects.get(contact=scene.whom).state == "seated"


def name_times(scene: Scene) -> bool:
    ask = Ask.objects.get(contact=scene.whom)
    asked = Request.objects.create(
        seller=scene.town.sol, buyer="Norden", activity="reference_call", state="active", created_at=NOON,
        changed_at=NOON,
    )  # fmt: skip
    match = Match.objects.create(
        request=asked, contact=scene.whom, account=ask.account, ask=ask, mode="manager", chosen_by=scene.town.mara,
        chosen_at=NOON, changed_at=NOON,
    )  # fmt: skip
    scene.client.post(scene.ask_page(ask), {"answer": "accepted"})
    Ask.objects.filter(pk=ask.pk).update(state="accepted")
    form = {"do": "offer", "zone": "Europe/Lisbon"}
    for number in (1, 2, 3):
        form |= {f"day-{number}": f"{door.today() + dt.timedelta(days=number)}", f"hour-{number}": "09:00"}
    scene.client.post(scene.ask_page(ask), form)
    named = match.slots.filter(gone=False)
    slot = named.first()
    if slot is None:
        return False
    now = {"policy": POLICY, "today": door.today(), "address": address}
    references.pick(match=match, slot=slot.pk, side="seller", by=scene.town.sol, door="workspace", **now)
    scene.client.post(scene.ask_page(ask), {"do": "call_off"})
    return Match.objects.get(pk=match.pk).starts_at is None


def introduce(scene: Scene) -> bool:
    scene.client.post("/for-you/introduce/", {"name": "Eve Ek", "contact": scene.whom.pk})
    row = Referral.objects.filter(contact=scene.whom).first()
    return row is not None and "Eve Ek" in text_of(scene.client.get("/for-you/introduce/", follow=True))


def stop(scene: Scene) -> bool:
    page = f"/for-you/stop/{stop_secret(scene.whom)}/" if scene.secret else "/for-you/limits/none/"
    scene.client.post(page)
    return Consent.objects.filter(contact=scene.whom, purpose="invitations", given=False).exists()


def consent(scene: Scene) -> bool:
    scene.client.post("/for-you/may-use/", {"purpose": "name", "given": "yes", "contact": scene.whom.pk})
    return Consent.objects.filter(contact=scene.whom, purpose="name").exists()


def set_limits(scene: Scene) -> bool:
    scene.client.post("/for-you/limits/", {"exposure": "1", "contact": scene.whom.pk})
    scene.client.post("/for-you/limits/pause/", {"for": "91", "contact": scene.whom.pk})
    return Limits.objects.filter(contact=scene.whom, paused_until__isnull=False, exposure=1).exists()


def read_rules(scene: Scene) -> bool:
    said = Permission.objects.get(account=scene.whom.account, activity="press_quote")
    return said.territory in text_of(scene.client.get("/for-you/company/", {"account": said.account_id}, follow=True))


def change_rules(scene: Scene) -> bool:
    said = Permission.objects.get(account=scene.whom.account, activity="press_quote")
    form = {"activity": "logo", "allowed": "never", "account": said.account_id}
    scene.client.post("/for-you/company/", form)
    scene.client.post(f"/for-you/company/{said.pk}/end/")
    new = Permission.objects.filter(account=scene.whom.account, activity="logo", ended_at=None).exists()
    ended = Permission.objects.get(pk=said.pk).ended_at is not None
    assert new == ended, "one way in is open and the other is not"
    return new


def see_story(scene: Scene) -> bool:
    ask = Ask.objects.get(contact=scene.whom)
    Ask.objects.filter(pk=ask.pk).update(
        state="done", slot=None, done_at=dt.datetime.now(dt.UTC), led_to=f"Joy for {scene.whom.pk}"
    )
    pages = ["/for-you/", "/for-you/came-of-it/"]
    return any(f"Joy for {scene.whom.pk}" in text_of(scene.client.get(page, follow=True)) for page in pages)


def take_data(scene: Scene) -> bool:
    page = scene.client.get("/for-you/about-me/json/", {"contact": scene.whom.pk}, follow=True)
    return f'"{scene.whom.email}"' in text_of(page)


def see_picture(scene: Scene) -> bool:
    say_of_oneself(contact=scene.whom, personality="collaborator")
    page = scene.client.get("/for-you/how-we-see-you/", {"contact": scene.whom.pk}, follow=True)
    return "You told us that you think along" in text_of(page)


def say_what_they_are(scene: Scene) -> bool:
    scene.client.post("/for-you/how-we-see-you/", {"personality": "educator", "contact": scene.whom.pk})
    said = OwnWord.objects.filter(contact=scene.whom, personality="educator").exists()
    scene.client.post("/for-you/how-we-see-you/no-picture/", {"contact": scene.whom.pk})
    forbidden = OwnWord.objects.filter(contact=scene.whom, objected_at__isnull=False).exists()
    assert said == forbidden, "one way in is open and the other is not"
    return said


def see_goals(scene: Scene) -> bool:
    state_goal(contact=scene.whom, kind="career", words="to lead a team", policy=POLICY, today=door.today())
    return "to lead a team" in text_of(
        scene.client.get("/for-you/what-i-want/", {"contact": scene.whom.pk}, follow=True)
    )


def state_goals(scene: Scene) -> bool:
    goal = state_goal(contact=scene.whom, kind="career", words="to lead a team", policy=POLICY, today=door.today())
    told = {"kind": "career", "words": "to lead two", "contact": scene.whom.pk}
    scene.client.post("/for-you/what-i-want/", told)
    ways = [PersonalGoal.objects.filter(contact=scene.whom, words="to lead two").exists()]
    scene.client.post(f"/for-you/what-i-want/{goal.pk}/", told | {"words": "to lead three"})
    ways.append(PersonalGoal.objects.filter(pk=goal.pk, words="to lead three").exists())
    scene.client.post(f"/for-you/what-i-want/{goal.pk}/gone/", told)
    ways.append(not PersonalGoal.objects.filter(pk=goal.pk).exists())
    scene.client.post("/for-you/what-i-want/no-notes/", told)
    ways.append(NoNotes.objects.filter(contact=scene.whom).exists())
    assert len(set(ways)) == 1, "one way in is open and another is not"
    return ways[0]


def join(scene: Scene) -> bool:
    scene.client.post("/for-you/join/", {"terms": TERMS, "contact": scene.whom.pk})
    return Member.objects.filter(contact=scene.whom).exists()


def leave(scene: Scene) -> bool:
    scene.client.post("/for-you/leave/", {"contact": scene.whom.pk})
    return Consent.objects.filter(contact=scene.whom, purpose="invitations", given=False).exists()


def preview(scene: Scene) -> bool:
    page = scene.client.get(f"/for-you/preview/{scene.whom.pk}/", follow=True)
    return f"This is what {scene.whom.name} sees" in text_of(page)


TRIED: dict[str, Callable[[Scene], bool]] = {
    one.__name__: one
    for one in (
        see_invitation, see_proposal, answer, consent_here, see_opening, answer_opening,
        name_times, introduce, stop, consent, set_limits,
        read_rules, change_rules, see_story, take_data, see_picture, say_what_they_are, see_goals,
        state_goals, join, leave, preview,
    )
}  # fmt: skip


def scene(who: Who, whose: Whose) -> Scene:
    """Ana came in (or holds her link); Bo speaks for Acme, where Cy works too; Dee is at Bolt."""
    town = Town()
    me = town.bo if who is Who.SPEAKER else town.ana
    beside = town.cy if who is Who.SPEAKER else town.bo
    whom = {Whose.OWN: me, Whose.BESIDE: beside, Whose.ELSEWHERE: town.dee}[whose]
    for at, speaker in ((town.ana.account, town.bo), (town.dee.account, town.dee)):
        set_permission(by=town.mara, account=at, activity="press_quote", allowed="ask_first", said_by_contact=speaker,
                       said_on=door.today(), territory=f"The land of {at.name}")  # fmt: skip
    secret = ""
    for one in {me.pk: me, whom.pk: whom}.values():
        _, mailed = invited(town, one, subject=f"For {one.name} alone")
        secret = mailed if one.pk == me.pk else secret
    client = Client()
    if who in (Who.GUEST, Who.SPEAKER):
        client = visiting(me)
    if who is Who.COLLEAGUE:
        client.force_login(town.mara)
    return Scene(town, client, whom, me, secret if who is Who.HOLDER else "")


CELLS = [(row, who, row.may[index]) for row in RIGHTS for index, who in enumerate(Who)]


@pytest.mark.parametrize(
    ("row", "who", "may"), CELLS, ids=[f"{row.name}, {row.whose.value}, {who.value}" for row, who, _ in CELLS]
)
def test_the_table_is_what_the_pages_do(row: Right, who: Who, may: bool, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    assert TRIED[row.name](scene(who, row.whose)) is may


def test_nothing_that_is_tried_is_left_out_of_the_table() -> None:
    assert {row.name for row in RIGHTS} == set(TRIED)
