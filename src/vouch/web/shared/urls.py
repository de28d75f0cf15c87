"""The addresses of what every door shares."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import path, re_path

from vouch.web.shared import sample, start, styleguide
from vouch.web.shared.colleagues import views as colleagues
from vouch.web.shared.profile import views as profile
from vouch.web.shared.records import views as records
from vouch.web.shared.tools import views as tools

_sign_in = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/no-sign-up/", account.signup, name="account_signup"),
    path("sign-in/password/", account.password_reset, name="account_reset_password"),
    path("sign-in/password/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^sign-in/password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("sign-in/password/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("settings/profile/password/", account.password_change, name="account_change_password"),
    path("settings/profile/password/first/", account.password_set, name="account_set_password"),
    path("settings/profile/email/", profile.profile, name="account_email"),
]

urlpatterns = [
    path("", start.home, name="home"),
    *_sign_in,
    path("join/<str:token>/", colleagues.join, name="join"),
    path("settings/profile/", profile.profile, name="profile"),
    path("settings/profile/tools/", tools.index, name="tools"),
    path("settings/profile/tools/key/", tools.make_key, name="make_key"),
    path("settings/profile/tools/key/<int:pk>/revoke/", tools.revoke_key, name="revoke_key"),
    path("settings/profile/tools/slack/", tools.make_code, name="make_slack_code"),
    path("settings/profile/tools/slack/<int:pk>/unlink/", tools.unlink, name="unlink_slack"),
    path("settings/people/", colleagues.index, name="colleagues"),
    path("settings/people/invite/", colleagues.invite, name="invite"),
    path("settings/people/<int:pk>/", colleagues.change, name="colleague"),
    path("settings/people/<int:pk>/invite/", colleagues.invite_again, name="invite_again"),
    path("settings/people/<int:pk>/close/", colleagues.deactivate, name="deactivate"),
    path("settings/people/<int:pk>/open/", colleagues.reactivate, name="reactivate"),
    path("settings/history/", records.changes, name="history"),
    path("settings/outbox/", records.outbox_index, name="outbox"),
    path("settings/outbox/<int:pk>/", records.outbox_message, name="outbox_message"),
    path("settings/outbox/<int:pk>/send/", records.outbox_send, name="outbox_send"),
    path("settings/outbox/<int:pk>/settle/", records.outbox_settle, name="outbox_settle"),
    path("sample/<str:key>/", sample.enter, name="sample"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
