"""How does a colleague sign in? By allauth, closed to strangers: accounts come by invitation only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from vouch.program.colleagues import actions
from vouch.web.shared.kept_back import opens
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Our answers to allauth's questions."""

    error_messages = {  # noqa: RUF012  (allauth's own shape)
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "This e-mail and password do not belong together. Check both, or set a new one.",
        "too_many_login_attempts": "Too many attempts. Wait five minutes, or set a new password by mail.",
        "account_inactive": "This account was closed. An administrator can open it again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where a colleague begins: at the week, or at the desk where the week is closed to them."""
        who = cast("User", request.user)
        closed = not opens(str(settings.LOGIN_REDIRECT_URL), who, policy())
        return reverse("references") if closed else str(super().get_login_redirect_url(request))

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is, without a site's name in brackets."""
        return subject.strip()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of allauth's mails, with the installation's own address in it."""
        super().send_mail(template_prefix, email, {**context, "vouch_url": settings.VOUCH_URL})

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of a reset, at the installation's own address and not at one a request claims."""
        parts = urlsplit(super().get_reset_password_from_key_url(key))
        return f"{settings.VOUCH_URL}{parts.path}"

    def set_password(self, user: User, password: str) -> None:
        """Keep a new password, and that it was changed."""
        actions.keep_password(user=user, password=password)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page that follows shows that it worked."""
