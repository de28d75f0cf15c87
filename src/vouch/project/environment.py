"""Which settings does an installation have, and what are they now?

Every setting is a `VOUCH_...` variable of the environment, declared here once with its sentence and its default. The
reference page `docs/reference/settings.md` is generated from this list; a test fails when the code reads another one.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass

from vouch.domain.errors import BadInput


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One variable of the environment: its name, what it decides, and what holds when it is not set."""

    name: str
    doc: str
    default: str = ""
    otherwise: str = ""
    example: str = ""


SETTINGS: tuple[Setting, ...] = (
    Setting(
        name="VOUCH_DATA",
        doc="The data folder: facts, the database where it is SQLite, the secret key, the inbox.",
        default="data",
        example="/srv/vouch",
    ),
    Setting(
        name="VOUCH_URL",
        doc="The address people open in their browser. Links in mails begin with it; with https, cookies are sent over "
        "https only. Where it is not set, `vouch serve` and `vouch demo` take the port they serve on; `vouch worker` "
        "cannot know it.",
        default="http://127.0.0.1:8000",
        example="https://vouch.example.com",
    ),
    Setting(
        name="VOUCH_DATABASE_URL",
        doc="PostgreSQL for what people decide. `DATABASE_URL` is read where this one is not set.",
        otherwise="SQLite: `vouch.sqlite3` in the data folder",
        example="postgresql://vouch:secret@db.example.com:5432/vouch",
    ),
    Setting(
        name="VOUCH_SECRET_KEY",
        doc="Signs sessions and links. Whoever has it can sign in as anyone.",
        otherwise="made on the first start and kept in the data folder as `secret-key`, readable by its owner only",
    ),
    Setting(
        name="VOUCH_ALLOWED_HOSTS",
        doc="Host names this installation answers to, separated by commas.",
        otherwise="the host of `VOUCH_URL`, and this machine itself",
        example="vouch.example.com,vouch.internal",
    ),
    Setting(
        name="VOUCH_TRUSTED_PROXIES",
        doc="How many proxies of yours stand in front and say where a request came from.",
        default="0",
        example="1",
    ),
    Setting(
        name="VOUCH_SMTP_URL",
        doc="The mail server. `smtp://` uses STARTTLS (`?tls=no` for a relay on this machine), `smtps://` TLS from "
        "the start.",
        otherwise="mails stay in the outbox, which the workspace shows to administrators",
        example="smtp://user:secret@mail.example.com:587",
    ),
    Setting(
        name="VOUCH_MAIL_FROM",
        doc="The address that mails come from.",
        otherwise="`vouch@` and the host of `VOUCH_URL`",
        example="Vouch <vouch@example.com>",
    ),
    Setting(
        name="VOUCH_UPLOAD_LIMIT",
        doc="The most that can be handed in through the browser at once, in megabytes. Larger files go by the inbox "
        "or the command line.",
        default="1024",
        example="4096",
    ),
    Setting(
        name="VOUCH_ENGINE",
        doc="Which engine places everybody: `duckdb`, in this process, or `spark`, which needs the extra of that name "
        "and Java.",
        default="duckdb",
        example="spark",
    ),
    Setting(
        name="VOUCH_SPARK_MASTER",
        doc="The master that Spark goes to, where the engine is `spark`.",
        otherwise="all cores of this machine: `local[*]`",
        example="spark://spark.example.com:7077",
    ),
    Setting(
        name="VOUCH_NIGHTLY",
        doc="The time of day, in the company's time zone, at which the worker places everybody anew; `off` for never.",
        default="02:30",
    ),
    Setting(
        name="VOUCH_DAILY_MAIL",
        doc="The time of day, in the company's time zone, from which the worker writes each colleague one mail "
        "of what waits for them; `off` for never.",
        default="07:30",
    ),
    Setting(
        name="VOUCH_INBOX_KEEP_DAYS",
        doc="For how many days the inbox keeps a file that was imported or refused; 0 removes it at once.",
        default="30",
    ),
    Setting(
        name="VOUCH_WAKE_WORKER",
        doc="Whether a page that leaves work behind starts a worker for it where none is running. `no` where "
        "`vouch worker` always runs, on this machine or another.",
        default="yes",
    ),
    Setting(
        name="VOUCH_API_A_MINUTE",
        doc="How many calls one key of the API may make in a minute.",
        default="120",
    ),
    Setting(
        name="VOUCH_SLACK_SIGNING_SECRET",
        doc="The signing secret of your Slack app: what Slack sends is checked with it. See `docs/operate/slack.md`.",
        otherwise="Slack is not answered",
        example="8f742231b10e8888abcd99yyyzzz85a5",
    ),
    Setting(
        name="VOUCH_SLACK_BOT_TOKEN",
        doc="The bot token of your Slack app. With it colleagues are known by the e-mail address they have in "
        "Slack, without a code, and are told there what awaits them.",
        otherwise="colleagues type a code of their profile once, and are told by mail alone",
        example="xoxb-1234-5678-abcdef",
    ),
    Setting(
        name="VOUCH_DEBUG",
        doc="`yes` shows our own mistakes in the browser, with their particulars. Never where others can reach it.",
        default="no",
    ),
    Setting(
        name="DATABASE_URL",
        doc="What hosting services call `VOUCH_DATABASE_URL`.",
        otherwise="not read",
    ),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}


def read(name: str, *, environ: Mapping[str, str] | None = None) -> str:
    """The value of a setting, stripped; its default where it is unset or empty.

    >>> read("VOUCH_DATA", environ={})
    'data'

    Raises KeyError for a name that is not declared here.
    """
    setting = _BY_NAME[name]
    value = (os.environ if environ is None else environ).get(name, "").strip()
    return value or setting.default


def read_yes_no(name: str, *, environ: Mapping[str, str] | None = None) -> bool:
    """The value of a setting that is yes or no.

    >>> read_yes_no("VOUCH_DEBUG", environ={"VOUCH_DEBUG": "yes"})
    True

    Raises BadInput for any other word.
    """
    value = read(name, environ=environ).lower()
    if value in {"yes", "true", "on", "1"}:
        return True
    if value in {"no", "false", "off", "0", ""}:
        return False
    raise BadInput("bad_setting", f"{name} is “{value}”. Write yes or no.", setting=name)


def read_count(name: str, *, environ: Mapping[str, str] | None = None) -> int:
    """The value of a setting that is a whole number, 0 or more.

    Raises BadInput for anything else.
    """
    value = read(name, environ=environ)
    if not value.isascii() or not value.isdigit():
        raise BadInput("bad_setting", f"{name} is “{value}”. Write a whole number, 0 or more.", setting=name)
    return int(value)


def read_time_of_day(name: str, *, environ: Mapping[str, str] | None = None) -> dt.time | None:
    """The value of a setting that is a time of day, None for `off`.

    >>> read_time_of_day("VOUCH_NIGHTLY", environ={"VOUCH_NIGHTLY": "4:05"})
    datetime.time(4, 5)

    Raises BadInput for anything else.
    """
    value = read(name, environ=environ).lower()
    if value == "off":
        return None
    try:
        return dt.datetime.strptime(value, "%H:%M").time()  # noqa: DTZ007  (a time of day has no zone)
    except ValueError:
        raise BadInput(
            "bad_setting", f"{name} is “{value}”. Write a time of day like 02:30, or off.", setting=name
        ) from None


def read_list(name: str, *, environ: Mapping[str, str] | None = None) -> list[str]:
    """The parts of a setting between its commas, stripped, without empty ones."""
    return [part.strip() for part in read(name, environ=environ).split(",") if part.strip()]


def page() -> str:
    """The reference page of all settings, in Markdown."""
    lines = [
        "# Settings",
        "",
        "Settings are variables of the environment. None has to be set. (Generated; do not edit.)",
        "",
    ]
    for setting in SETTINGS:
        lines += [f"## {setting.name}", "", setting.doc, ""]
        lines += [f"Where it is not set: {setting.otherwise or f'`{setting.default}`'}.", ""]
        if setting.example:
            lines += [f"    {setting.name}={setting.example}", ""]
    return "\n".join(lines).rstrip() + "\n"
