"""The addresses of customers."""

from __future__ import annotations

from django.urls import include, path

from vouch.web.workspace.customers import spark
from vouch.web.workspace.customers.ids import register
from vouch.web.workspace.customers.views import accounts, evidence, lists, people, saved, search

register()

urlpatterns = [
    path("search/", search.search, name="search"),
    path("customers/", lists.customers, name="customers"),
    path("customers/views/", saved.index, name="saved_views"),
    path("customers/views/of/<str:kind>/", saved.save, name="save_view"),
    path("customers/views/of/<str:kind>/open-with/", saved.open_with, name="open_with_view"),
    path("customers/views/<int:pk>/change/", saved.change, name="change_view"),
    path("customers/views/<int:pk>/name/", saved.name, name="name_view"),
    path("customers/views/<int:pk>/delete/", saved.delete, name="delete_view"),
    path("customers/views/<int:pk>/restore/", saved.restore, name="restore_view"),
    path("customers/people/", lists.everyone, name="people"),
    path("customers/people/<person:pk>/", people.person, name="person"),
    path("customers/people/<person:pk>/shared/", spark.say, name="say_in_common"),
    path("customers/people/<person:pk>/evidence/<fact:atom>/", evidence.person_evidence, name="person_evidence"),
    path("customers/<account:pk>/", accounts.account, name="account"),
    path("customers/<account:pk>/people/", accounts.account_people, name="account_people"),
    path("customers/<account:pk>/promises/", accounts.account_proof, name="account_proof"),
    path("customers/<account:pk>/history/", accounts.account_history, name="account_history"),
    path("customers/<account:pk>/evidence/<fact:atom>/", evidence.account_evidence, name="account_evidence"),
    path("", include("vouch.web.workspace.customers.allowed.urls")),
]
