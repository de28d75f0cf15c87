"""What did the mail server say? One connection, and the three ways in which handing a mail over can end.

Left       the server took it
Later      it did not, for now: busy, down, slow, full
Never      it will not: no such mailbox (`dead_address`), or not this mail
InDoubt    the whole mail was handed over, and no answer came: it may have left
"""

from __future__ import annotations

import re
import smtplib
from email.utils import parseaddr
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend


class Later(Exception):
    """The server does not take it now. `anything`: nor any other mail, so there is no use in going on."""

    def __init__(self, words: str, *, anything: bool = False) -> None:
        super().__init__(words)
        self.anything = anything


class Never(Exception):
    """The server will not take it. `dead_address`: because nobody is there."""

    def __init__(self, words: str, *, dead_address: bool) -> None:
        super().__init__(words)
        self.dead_address = dead_address


class InDoubt(Exception):
    """Nobody knows whether the server took it."""


class _Talk(smtplib.SMTP):
    """Knows whether the last line of a mail was handed over."""

    handed_over = False

    def send(self, s: Any) -> None:
        super().send(s)
        # a mail's body is the one thing smtplib sends as bytes, its closing dot with it; commands are text
        if isinstance(s, bytes) and s.endswith(b"\r\n.\r\n"):
            self.handed_over = True


class _SafeTalk(smtplib.SMTP_SSL):
    handed_over = False
    send = _Talk.send


class Server(EmailBackend):
    """Django's connection to the mail server, kept open for a batch."""

    takes_nothing = False

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """Which protocol: TLS from the start, or not."""
        return _SafeTalk if self.use_ssl else _Talk

    def hand_over(self, mail: EmailMultiAlternatives) -> None:
        """Hand one mail over. Raises Later, Never or InDoubt."""
        talk = None
        try:
            self.open()
            talk = self.connection
            if talk is None:
                raise Later("The mail server cannot be reached.", anything=True)
            talk.handed_over = False  # type: ignore[attr-defined]
            wire = mail.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
            # the addresses of the envelope, by the rules by which Django writes those of the head
            sender, to = _bare(mail.from_email), _bare(mail.to[0])
            talk.sendmail(sender, [to], wire)
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            self._rest(talk)
            raise _refused(code, said, recipient=True) from error
        except smtplib.SMTPAuthenticationError as error:
            self._drop()
            raise Later(f"The mail server does not let us in: {_words(error.smtp_error)}", anything=True) from error
        except smtplib.SMTPSenderRefused as error:
            self._rest(talk)
            raise Later(
                f"The mail server refuses our own address: {error.smtp_code} {_words(error.smtp_error)}"
            ) from error
        except smtplib.SMTPResponseException as error:
            self._rest(talk)
            raise _refused(error.smtp_code, error.smtp_error, recipient=False) from error
        except OSError as error:  # smtplib's errors are OSErrors too
            handed_over = bool(getattr(talk, "handed_over", False))
            self._drop()
            words = f"{type(error).__name__}: {error}"
            if handed_over:
                raise InDoubt(words) from error
            raise Later(words, anything=True) from error
        except ValueError as error:  # a head that cannot be written: BadHeaderError, an address of no form
            raise Never(f"This mail cannot be written: {error}", dead_address=False) from error

    def _rest(self, talk: smtplib.SMTP | None) -> None:
        try:
            if talk is not None:
                talk.rset()
        except OSError:
            self._drop()

    def _drop(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def _refused(code: int, said: bytes | str, *, recipient: bool) -> Later | Never:
    words = f"{code} {_words(said)}"
    if not 500 <= code < 600:
        return Later(words)
    # 5.7.x is a rule of the server's (relaying, sign-in, reputation) and says nothing of the mailbox
    of_a_rule = bool(re.search(r"\b5\.7\.\d+\b", words)) or "relay" in words.lower()
    return Never(words, dead_address=recipient and not of_a_rule)


def _words(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.split())[:250]


def _bare(address: str) -> str:
    return parseaddr(address)[1]
