"""What an installation is told by its environment, and what it makes of a mistake there."""

from __future__ import annotations

import contextlib
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vouch.domain.errors import BadInput
from vouch.project import environment, stores
from vouch.project.environment import SETTINGS


def settings_of(folder: Path, code: str, **more: str) -> str:
    """What a fresh process prints that reads the settings of this folder."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("VOUCH_", "DJANGO_", "DATABASE_"))
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"from vouch.project import settings as s; print({code})"],
        env={**kept, "VOUCH_DATA": str(folder), **more},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or done.stderr


def test_every_setting_has_a_sentence_and_a_default_or_what_happens_otherwise() -> None:
    for setting in SETTINGS:
        assert setting.doc.endswith("."), setting.name
        assert bool(setting.default) is not bool(setting.otherwise), setting.name


def test_an_unset_an_empty_and_a_blank_setting_are_the_same() -> None:
    for value in ({}, {"VOUCH_DATA": ""}, {"VOUCH_DATA": "  "}):
        assert environment.read("VOUCH_DATA", environ=value) == "data"
    with pytest.raises(KeyError):
        environment.read("VOUCH_UNDECLARED", environ={})
    assert environment.read_list("VOUCH_ALLOWED_HOSTS", environ={"VOUCH_ALLOWED_HOSTS": " a, ,b "}) == ["a", "b"]


@pytest.mark.parametrize("value", ["maybe", "2", "nope"])
def test_yes_or_no_takes_neither_for_an_answer(value: str) -> None:
    with pytest.raises(BadInput, match=r"VOUCH_DEBUG is .* Write yes or no\."):
        environment.read_yes_no("VOUCH_DEBUG", environ={"VOUCH_DEBUG": value})


@pytest.mark.parametrize("value", ["-1", "one", "½", "1.5"])
def test_a_count_is_a_whole_number(value: str) -> None:
    with pytest.raises(BadInput, match="whole number"):
        environment.read_count("VOUCH_TRUSTED_PROXIES", environ={"VOUCH_TRUSTED_PROXIES": value})


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        (
            "postgresql://vouch:p%40ss@db.example.com:6432/vouch",
            ("vouch", "vouch", "p@ss", "db.example.com", "6432", {}),
        ),
        ("postgres://db/name?sslmode=require", ("name", "", "", "db", "", {"sslmode": "require"})),
        ("postgresql://u:@/name?host=/run/pg", ("name", "u", "", "/run/pg", "", {})),
    ],
)
def test_a_postgresql_address_is_taken_apart(url: str, parts: tuple[object, ...]) -> None:
    found = stores.database(url, Path("data"))
    assert tuple(found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")) == parts


@pytest.mark.parametrize(
    "url", ["mysql://x/y", "postgresql://host/", "vouch", "postgresql://[x/y", "postgresql://h:99999/x"]
)
def test_an_address_that_is_none_is_refused_without_repeating_a_password(url: str) -> None:
    with pytest.raises(BadInput, match="VOUCH_DATABASE_URL"):
        stores.database(url.replace("://", "://user:secret@", 1) if "[" not in url else url, Path("data"))


@given(st.text(max_size=40))
def test_any_other_text_is_refused_or_read_but_never_breaks(url: str) -> None:
    for read in (lambda: stores.database(url, Path("data")), lambda: stores.mail(url)):
        with contextlib.suppress(BadInput):
            assert isinstance(read(), dict)


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("smtp://ana:p%40ss@mail.example.com", ("mail.example.com", 587, "ana", "p@ss", True, False)),
        ("smtps://mail.example.com", ("mail.example.com", 465, "", "", False, True)),
        ("smtp://localhost:25?tls=no", ("localhost", 25, "", "", False, False)),
    ],
)
def test_a_mail_servers_address_is_taken_apart(url: str, parts: tuple[object, ...]) -> None:
    found = stores.mail(url)
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    assert tuple(found[f"EMAIL_{name}"] for name in names) == parts


def test_no_mail_server_is_no_setting() -> None:
    assert stores.mail("") == {}
    with pytest.raises(BadInput, match="looks like smtp://"):
        stores.mail("mail.example.com")


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = stores.secret_key("", tmp_path / "data")
    path = tmp_path / "data" / "secret-key"
    assert len(first) >= 60
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stores.secret_key("", tmp_path / "data") == first
    assert stores.secret_key("given", tmp_path / "elsewhere") == "given"
    assert not (tmp_path / "elsewhere").exists()
    assert [entry.name for entry in (tmp_path / "data").iterdir()] == ["secret-key"]


def test_two_processes_that_start_together_share_one_key(tmp_path: Path) -> None:
    folder = repr(str(tmp_path))
    code = f"import pathlib, vouch.project.stores as s; print(s.secret_key('', pathlib.Path({folder})))"
    running = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(4)]
    keys = {process.communicate()[0].strip() for process in running}
    assert len(keys) == 1


def test_a_plain_start_is_safe(tmp_path: Path) -> None:
    code = "s.DEBUG, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS, s.VOUCH_SMTP, s.ALLOWED_HOSTS"
    assert settings_of(tmp_path, code) == "False False 0 False ['127.0.0.1', 'localhost', '127.0.0.1', '[::1]']"


def test_an_https_address_makes_cookies_secure_and_names_the_host_and_the_sender(tmp_path: Path) -> None:
    code = (
        "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, s.ALLOWED_HOSTS[0], s.SERVER_EMAIL"
    )
    told = settings_of(tmp_path, code, VOUCH_URL="https://vouch.example.com/")
    assert told == "True True True vouch.example.com Vouch <vouch@vouch.example.com>"


def test_the_sample_company_sends_no_mail_whatever_the_environment_says(tmp_path: Path) -> None:
    mail = {"VOUCH_SMTP_URL": "smtp://mail.example.com"}
    assert settings_of(tmp_path, "s.VOUCH_SMTP", **mail) == "True"
    (tmp_path / "sample.json").write_text("{}")
    assert settings_of(tmp_path, "s.VOUCH_SMTP", **mail) == "False"


def test_a_proxy_is_believed_only_where_one_is_declared(tmp_path: Path) -> None:
    code = "hasattr(s, 'SECURE_PROXY_SSL_HEADER')"
    assert settings_of(tmp_path, code) == "False"
    assert settings_of(tmp_path, code, VOUCH_TRUSTED_PROXIES="1") == "True"


def test_a_mistake_in_the_environment_is_said_in_a_sentence(tmp_path: Path) -> None:
    assert "VOUCH_DEBUG is “perhaps”. Write yes or no." in settings_of(tmp_path, "1", VOUCH_DEBUG="perhaps")


@pytest.mark.django_db
def test_sqlite_writes_ahead_and_overwrites_what_is_deleted() -> None:
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("this is about SQLite")
    with connection.cursor() as cursor:
        told = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "secure_delete", "foreign_keys")
        ]
    assert told == ["wal", 1, 1]


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say() -> None:
    from django.core.management import call_command

    call_command("makemigrations", "program", check=True, dry_run=True, verbosity=0)
