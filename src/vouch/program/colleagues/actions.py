"""How do colleagues come, change and go?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, Conflict
from vouch.program.colleagues import invitations, letters, queries
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position, require
from vouch.program.colleagues.theme import Theme
from vouch.program.history.actions import record

Link = Callable[[str], str]
"""Turns the secret of an invitation into the address of the page that asks."""


@transaction.atomic
def create_administrator(*, email: str, name: str, password: str | None = None) -> User:
    """The first colleague, made on the machine itself. Without a password they get one by the link of `token_for`.

    Raises Conflict when the address is taken, BadInput for an address or password that cannot be.
    """
    user = _add(email=email, name=name, role=Position.ADMINISTRATOR, by=None)
    if password is not None:
        _set_password(user, password)
        user.joined_at = timezone.now()
        user.save()
    record(by=None, action="create_administrator", kind="colleague", object_id=user.pk)
    return user


@transaction.atomic
def invite(*, by: User | None, email: str, name: str, role: str, company: str, link: Link) -> User:
    """Invite a colleague by mail; the mail leaves once the invitation is kept.

    Raises NotAllowed, Conflict when the address is taken, BadInput for an address that cannot be.
    """
    require(by, "manage_colleagues")
    user = _add(email=email, name=name, role=role, by=by)
    record(by=by, action="invite_colleague", kind="colleague", object_id=user.pk, role=user.role)
    _post(user, by, company, link)
    return user


@transaction.atomic
def invite_again(*, by: User | None, user: User, company: str, link: Link) -> None:
    """Send a new link to somebody who has not joined; the old one stops working.

    Raises NotAllowed; Conflict when they have joined.
    """
    require(by, "manage_colleagues")
    if user.joined_at:
        raise Conflict("has_joined", f"{user.name or user.email} has joined already. They can reset their password.")
    user.set_unusable_password()
    user.save(update_fields=["password"])
    record(by=by, action="invite_again", kind="colleague", object_id=user.pk)
    _post(user, by, company, link)


@transaction.atomic
def join(*, token: str, name: str, password: str) -> User:
    """Accept an invitation: they have a name and a password from now on.

    Raises Refusal when the link holds no more, BadInput for a password that is too easy.
    """
    user = User.objects.select_for_update().get(pk=invitations.user_for(token).pk)
    invitations.user_for(token)  # once more, now that nobody else can use it
    user.name = name.strip() or user.name
    _set_password(user, password)
    user.joined_at = timezone.now()
    user.save()
    record(by=user, action="join", kind="colleague", object_id=user.pk)
    return user


@transaction.atomic
def change_role(*, by: User | None, user: User, role: str) -> User:
    """Give a colleague another role. Raises NotAllowed; Conflict when nobody would be left to administer."""
    require(by, "manage_colleagues")
    if role != Position.ADMINISTRATOR:
        _keep_one_administrator(user)
    before, user.role = user.role, Position(role).value
    user.save(update_fields=["role"])
    record(by=by, action="change_role", kind="colleague", object_id=user.pk, before=before, after=user.role)
    return user


@transaction.atomic
def link_owner(*, by: User | None, user: User, owner: str) -> User:
    """Say which owner of the CRM a colleague is; empty for none. Raises NotAllowed."""
    require(by, "manage_colleagues")
    user.owner = owner
    user.save(update_fields=["owner"])
    record(by=by, action="link_owner", kind="colleague", object_id=user.pk, owner=owner)
    return user


@transaction.atomic
def deactivate(*, by: User | None, user: User) -> User:
    """Close a colleague's account: they are signed out everywhere and cannot come back by themselves.

    Raises NotAllowed; Conflict when nobody would be left to administer.
    """
    require(by, "manage_colleagues")
    _keep_one_administrator(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    record(by=by, action="deactivate", kind="colleague", object_id=user.pk)
    return user


@transaction.atomic
def reactivate(*, by: User | None, user: User) -> User:
    """Open a closed account again. Raises NotAllowed."""
    require(by, "manage_colleagues")
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(by=by, action="reactivate", kind="colleague", object_id=user.pk)
    return user


@transaction.atomic
def set_profile(*, by: User, name: str, theme: str, locale: str, time_zone: str) -> User:
    """Change one's own name, look, conventions and time zone."""
    by.name, by.theme, by.locale, by.time_zone = name.strip(), Theme(theme).value, locale, time_zone
    by.save(update_fields=["name", "theme", "locale", "time_zone"])
    record(by=by, action="set_profile", kind="colleague", object_id=by.pk)
    return by


@transaction.atomic
def keep_password(*, user: User, password: str) -> User:
    """Keep a password that sign-in has checked already; who never joined has joined now, by the mail they got.

    Every other device is signed out by it.
    """
    user.set_password(password)
    user.joined_at = user.joined_at or timezone.now()
    user.save(update_fields=["password", "joined_at"])
    record(by=user, action="change_password", kind="colleague", object_id=user.pk)
    return user


def _add(*, email: str, name: str, role: str, by: User | None) -> User:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise BadInput("bad_email", f"“{email}” is not an e-mail address.", field="email") from None
    if queries.by_email(email):
        raise Conflict("email_taken", f"There is a colleague with the address {email} already.", field="email")
    user = User(email=email, name=name.strip(), role=Position(role).value, invited_by=by)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise Conflict(
            "email_taken", f"There is a colleague with the address {email} already.", field="email"
        ) from None
    return user


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise BadInput("bad_password", " ".join(error.messages), field="password") from None
    user.set_password(password)


def _keep_one_administrator(user: User) -> None:
    if user.role == Position.ADMINISTRATOR and user.is_active and user.joined_at and queries.administrators() == 1:
        raise Conflict(
            "last_administrator",
            f"{user.name} is the only administrator. Make somebody else one first.",
        )


def _post(user: User, by: User | None, company: str, link: Link) -> None:
    address = link(invitations.token_for(user))
    transaction.on_commit(partial(letters.invite, user, by=by, company=company, link=address))
