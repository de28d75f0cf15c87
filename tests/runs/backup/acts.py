"""What is done in an installation and looked at in it, each in a process of its own, told as JSON.

python -m tests.runs.backup.acts ACT [ARGUMENTS]
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import sys
from pathlib import Path
from typing import Any

from tests.runs.backup.installation import PASSWORD

EMAIL = "ines@quay.example"


def lived() -> dict[str, Any]:
    """An administrator joins, enters a promise, and everybody is placed."""
    from vouch.program.colleagues import actions as colleagues
    from vouch.program.people import actions
    from vouch.program.people.models import Account

    refreshed()
    ines = colleagues.create_administrator(email=EMAIL, name="Ines Caldeira", password=PASSWORD)
    acme = Account.objects.get(name="Acme")
    day = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=3)
    actions.enter_promise(
        by=ines, account=acme, text="Trained", status="met", decided_on=day, signed_off_on=day, signed_off_by="Bo Lund"
    )
    return refreshed()


def refreshed() -> dict[str, Any]:
    """Everybody is placed and published."""
    from vouch.domain.policy import load
    from vouch.runs.refresh import refresh

    importlib.import_module("vouch.runs.refresh.refresh").MONTHS = 1  # type: ignore[attr-defined]
    return {"run": refresh(_data(), load()).run}


def seen() -> dict[str, Any]:
    """What somebody who opens the installation sees: everything that must be the same after a restore."""
    from django.apps import apps

    from vouch.lake import Lake, open_facts

    rows = {
        model._meta.label: [list(map(str, row)) for row in model._default_manager.order_by("pk").values_list()]
        for model in apps.get_app_config("program").get_models()
    }
    with open_facts(Lake(_data())) as facts:
        fingerprint = facts.fingerprint()
    return {"rows": rows, "fingerprint": fingerprint, "batches": [batch.id for batch in Lake(_data()).batches()]}


def cookie() -> dict[str, Any]:
    """Ines signs in; the session her browser keeps."""
    from django.test import Client
    from django.urls import reverse

    client = Client()
    client.post(reverse("account_login"), {"login": EMAIL, "password": PASSWORD})
    return {"session": client.session.session_key, "home": client.get(reverse("home")).status_code}


def comes_back(session: str) -> dict[str, Any]:
    """Ines comes back with the session her browser kept, and somebody signs in with her password."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    return {"home": client.get(reverse("home")).status_code, "signed_in": cookie()["home"]}


def writes(until: str) -> dict[str, Any]:
    """Somebody writes notes one after the other until that file is there, from the first one on `.begun`; how many."""
    from vouch.program.colleagues.models import User
    from vouch.program.people import actions
    from vouch.program.people.models import Account

    ines, acme = User.objects.get(email=EMAIL), Account.objects.get(name="Acme")
    count = 0
    while not Path(until).exists():
        actions.add_person(by=ines, account=acme, name=f"Person {count}", email=f"p{count}@acme.example")
        count += 1
        Path(f"{until}.begun").touch()
    return {"written": count}


def _data() -> Path:
    from django.conf import settings

    return Path(settings.DATA)


def main(act: str, *words: str) -> None:
    """Does one act."""
    from vouch.project.start import prepare

    prepare()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["*"]
    json.dump(globals()[act](*words), sys.stdout, default=str)


if __name__ == "__main__":
    main(*sys.argv[1:])
