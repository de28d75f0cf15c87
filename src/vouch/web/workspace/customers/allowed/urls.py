"""The addresses of what customers allow."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.customers.allowed.views import account, holds, permissions, person, wishes

urlpatterns = [
    path("customers/<account:pk>/allowed/", account.account_allowed, name="account_allowed"),
    path("customers/<account:pk>/allowed/say/", permissions.say, name="say_permission"),
    path("customers/<account:pk>/allowed/<int:number>/end/", permissions.end, name="end_permission"),
    path("customers/<account:pk>/hold/", holds.hold_account, name="hold_account"),
    path("customers/<account:pk>/go-on/", holds.go_on, name="release_renewal"),
    path("customers/<account:pk>/go-on/end/", holds.end_go_on, name="end_release"),
    path("customers/people/<person:pk>/asking/", person.person_allowed, name="person_allowed"),
    path("customers/people/<person:pk>/hold/", holds.hold_person, name="hold_person"),
    path("customers/people/<person:pk>/consent/<slug:purpose>/", wishes.consent, name="say_consent"),
    path("customers/people/<person:pk>/limits/", wishes.limits, name="set_limits"),
    path("holds/<int:number>/lift/", holds.lift, name="lift_hold"),
]
