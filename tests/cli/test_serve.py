"""Where a server's own links lead, as long as nobody says where people open it."""

from __future__ import annotations

import pytest

from vouch.cli.shared import answers_at


@pytest.mark.parametrize(
    ("said", "host", "port", "leads_to"),
    [
        (None, "127.0.0.1", 8080, "http://127.0.0.1:8080"),
        ("", "0.0.0.0", 8080, "http://127.0.0.1:8080"),
        (None, "192.0.2.7", 80, "http://192.0.2.7:80"),
        ("https://vouch.example.com", "127.0.0.1", 8080, "https://vouch.example.com"),
    ],
)
def test_links_in_mails_lead_to_the_port_that_is_served(
    monkeypatch: pytest.MonkeyPatch, said: str | None, host: str, port: int, leads_to: str
) -> None:
    own: dict[str, str] = {} if said is None else {"VOUCH_URL": said}
    monkeypatch.setattr("vouch.cli.shared.os.environ", own)
    answers_at(host, port)
    assert own["VOUCH_URL"] == leads_to
