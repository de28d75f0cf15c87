"""What happens to Ana, step by step, in a process of its own, as each installation has settings of its own.

Prints what was found after each step, as JSON. Run with the data folder and a folder for exports as arguments.
"""

from __future__ import annotations

import io
import json
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.runs.erasing import company
from tests.runs.erasing.search import EMAIL, NAME, found


def main(data: Path, outside: Path) -> dict[str, Any]:
    """The whole story; every step's findings by its name."""
    from vouch.project.start import prepare

    prepare()
    _months(2)
    told: dict[str, Any] = {}
    company.exports(outside / "exports")
    company.exports(outside / "later", later=True)
    _lived(data, outside / "exports")
    told["export"] = vouch("export", "--contact", EMAIL, "--out", str(outside / "ana.zip"), "--data", str(data))
    told["backup"] = vouch("backup", "--data", str(data), "--json")
    (old,) = (data / "backups").iterdir()
    shutil.copy(old, outside / "old.tar.gz")
    told["before"] = _found(data)
    told["unasked"] = vouch("erase", EMAIL, "--data", str(data))
    told["erase"] = vouch("erase", EMAIL, "--yes", "--json", "--data", str(data))
    told["after"] = _found(data)
    told["left"] = sorted(path.relative_to(data).as_posix() for path in (data / "inbox").rglob("*") if path.is_file())
    told["namesake"] = _names()
    told["backup_after"] = vouch("backup", "--data", str(data), "--json")
    told["same"] = vouch("import", str(outside / "exports"), "--json", "--data", str(data))
    told["later"] = vouch("import", str(outside / "later"), "--json", "--data", str(data))
    _refreshed(data)
    told["after_import"] = _found(data)
    told["names_after_import"] = _names()
    told["erase_again"] = _erased(data, EMAIL)
    told["backups_left"] = len(list((data / "backups").iterdir()))
    told["unknown"] = _erased(data, "nobody@dune.example")
    company._plain(outside / "nobody.csv", ["contact_id", "account_id", "name", "email"],
                   ["n1", company.BOLT, "No Body", "Nobody@dune.example"])  # fmt: skip
    told["unknown_import"] = vouch("import", str(outside / "nobody.csv"), "--json", "--data", str(data))
    told["nobody_known"] = vouch("erase", "No Body", "--yes", "--data", str(data))
    return told


def vouch(*arguments: str) -> dict[str, Any]:
    """Runs a command; its exit code, what it printed (read, where it is JSON), and what it said on standard error."""
    from vouch.cli import main as command

    out, err = io.StringIO(), io.StringIO()
    code = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            command(list(arguments))
        except SystemExit as ended:
            code = int(ended.code or 0)
    printed = out.getvalue()
    return {
        "code": code,
        "out": json.loads(printed) if "--json" in arguments and printed else printed,
        "err": err.getvalue(),
    }


def _lived(data: Path, exports: Path) -> None:
    from vouch.domain.policy import load
    from vouch.runs.ingest import import_paths
    from vouch.runs.work.inbox import Inbox

    refused = import_paths(data, [exports], policy=load()).refused
    assert not refused, refused
    inbox = Inbox(data)
    inbox.open()
    company.raw_copies(data)
    for path in sorted(inbox.folder.iterdir()):
        if path.is_file():
            inbox.take(path, load())
    company.left_waiting(data)
    _refreshed(data)
    _written_by_colleagues()
    _refreshed(data)
    _handed_in(data)


def _written_by_colleagues() -> None:
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.cache import cache
    from django.core.mail import send_mail

    from vouch.program.colleagues import actions as colleagues
    from vouch.program.people import actions
    from vouch.program.people.models import Account, Contact
    from vouch.program.people.playbook.models import PlaybookPage

    ines = colleagues.create_administrator(
        email="ines@quay.example", name="Ines Caldeira", password="a quiet harbour wall"
    )
    acme, ana = Account.objects.get(name="Acme"), Contact.objects.get(system="salesforce", source_id=company.ANA)
    bo = Contact.objects.get(system="salesforce", source_id=company.BO)
    promise = actions.enter_promise(
        by=ines,
        account=acme,
        text=f"Trained, said {NAME}",
        status="met",
        decided_on=company.TODAY,
        signed_off_on=company.TODAY,
        signed_off_by=NAME,
    )
    actions.say_sentiment(
        by=ines, contact=ana, rated_on=company.TODAY, rating="green", note="Ana is glad; so is Bo Lund"
    )
    actions.say_sentiment(by=ines, contact=bo, rated_on=company.TODAY, rating="green", note=f"gets on with {NAME}")
    actions.enter_act(by=ines, contact=ana, activity_type="quote", done_at=company.NOON, text="hers")
    actions.add_person(by=ines, account=acme, name=NAME, email="aq@elsewhere.example")
    actions.ask_confirmation(
        by=ines,
        entry=promise,
        to_name=NAME,
        to_email=EMAIL,
        company="Quay",
        link=lambda secret: f"/c/{secret}",
        contact=ana,
    )
    send_mail("About Ana", f"Ask {EMAIL}.", None, ["bo@acme.example"])
    _asked(ines, acme, ana)
    PlaybookPage.objects.create(
        stage="loyal", role="sponsor", changed_by=ines, changed_at=company.NOON,
        suggestions=[{"kind": "community", "do": f"Ask {NAME} how she did it", "gives": ""}],
    )  # fmt: skip
    session = SessionStore()
    session["_messages"], session["theme"] = f"{NAME} was added.", "dark"
    session.save()
    cache.set("last-seen", NAME)


def _asked(ines: Any, acme: Any, ana: Any) -> None:
    from vouch.program.asks.models import Ask, Give, Step
    from vouch.program.consent import actions as consent

    ask = Ask.objects.create(
        contact=ana, account=acme, activity="webinar", state="thanked", policy="p", proposed_by=ines, thanks=NAME,
        proposed_at=company.NOON, changed_at=company.NOON, words=f"Dear {NAME}, {EMAIL}",
    )  # fmt: skip
    Step.objects.create(ask=ask, at=company.NOON, after="thanked", by=ines, door="workspace", words=f"{NAME} agreed")
    Give.objects.create(
        account=acme, kind="help", do=f"Call {NAME}", author=ines, created_at=company.NOON, changed_at=company.NOON
    )
    consent.set_permission(
        by=ines, account=acme, activity="logo", allowed="yes", said_by_contact=ana, said_on=company.TODAY, note=NAME
    )
    consent.set_permission(
        by=ines, account=acme, activity="webinar", allowed="yes", said_by=NAME, said_on=company.TODAY
    )
    consent.say_consent(contact=ana, purpose="quote", given=True, door="staff", by=ines, evidence=f"{NAME} wrote")
    consent.set_limits(contact=ana, topics=[NAME])
    consent.hold(by=ines, account=acme, kind="by_hand", reason=f"{NAME} is away", from_on=company.TODAY)


def _months(count: int) -> None:
    import importlib

    importlib.import_module("vouch.runs.refresh.refresh").MONTHS = count  # type: ignore[attr-defined]


def _erased(data: Path, who: str) -> dict[str, Any]:
    """The act without the refresh of the command."""
    from vouch.runs.erase import erase

    return asdict(erase(data, who))


def _handed_in(data: Path) -> None:
    from vouch.runs.work import copies

    copies.keep(data, "0123456789abcdef", 1, "contacts of March.csv", [f"name\n{NAME}\n".encode()])


def _refreshed(data: Path) -> None:
    from vouch.domain.policy import load
    from vouch.runs.refresh import refresh

    refresh(data, load())
    assert (data / "cache" / "desk" / "pool.npz").exists()


def _found(data: Path) -> dict[str, list[str]]:
    from django.db import connections

    connections.close_all()  # to look at files from beside would let go of locks that this process holds
    return found(data)


def _names() -> list[str]:
    from vouch.program.people.models import Contact

    return sorted(Contact.objects.values_list("name", flat=True))


if __name__ == "__main__":
    json.dump(main(Path(sys.argv[1]), Path(sys.argv[2])), sys.stdout, default=str)
