"""Where does an installation keep its rows, its secret and its mail? Addresses turned into Django's settings."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from vouch.domain.errors import BadInput


def database(url: str, folder: Path) -> dict[str, Any]:
    """Django's settings of the one database: PostgreSQL at `url`, or SQLite in the data folder where it is empty.

    SQLite writes ahead (readers never wait for a writer), takes the write lock when a transaction begins (two
    writers queue, neither fails half-way) and overwrites what is deleted, so that an erased person is gone from the
    file too.

    Raises BadInput for an address that is not one of PostgreSQL.
    """
    if not url:
        return {
            "ENGINE": "vouch.project.kept.sqlite3",
            "NAME": folder / "vouch.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
            },
        }
    parts = _split("VOUCH_DATABASE_URL", url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise BadInput(
            "bad_setting",
            "VOUCH_DATABASE_URL is not the address of a PostgreSQL database. "
            "It looks like postgresql://user:password@host:5432/name.",
            setting="VOUCH_DATABASE_URL",
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "vouch.project.kept.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": options.pop("port", "") or str(_port("VOUCH_DATABASE_URL", parts) or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
    }


def mail(url: str) -> dict[str, Any]:
    """The mail server at `url` as Django's e-mail settings; empty where none is set.

    >>> mail("smtp://ana:pw@mail.example.com")["EMAIL_PORT"]
    587

    Raises BadInput for an address that is not one of a mail server.
    """
    if not url:
        return {}
    parts = _split("VOUCH_SMTP_URL", url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise BadInput(
            "bad_setting",
            "VOUCH_SMTP_URL is not the address of a mail server. It looks like smtp://user:password@host:587.",
            setting="VOUCH_SMTP_URL",
        )
    implicit = parts.scheme == "smtps"
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": _port("VOUCH_SMTP_URL", parts) or (465 if implicit else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": implicit,
        "EMAIL_USE_TLS": not implicit and dict(parse_qsl(parts.query)).get("tls") != "no",
    }


def secret_key(given: str, folder: Path) -> str:
    """The key that signs sessions and links: the given one, else the one kept in the data folder, made when missing.

    The file is created readable by its owner only, and only once: of two processes that start together the second
    reads what the first wrote.
    """
    if given:
        return given
    path = folder / "secret-key"
    folder.mkdir(parents=True, exist_ok=True)
    made = secrets.token_urlsafe(48)
    draft = folder / f".secret-key-{secrets.token_hex(8)}"
    if not path.exists():
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
            file.write(made)
        try:
            os.link(draft, path)  # fails when somebody was quicker; a reader never sees half a key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()


def _split(name: str, url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise BadInput("bad_setting", f"{name} is not an address: {error}.", setting=name) from error


def _port(name: str, parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError as error:
        raise BadInput("bad_setting", f"The port in {name} is not a number up to 65535.", setting=name) from error
