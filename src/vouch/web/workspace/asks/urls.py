"""The addresses of asks."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.asks.views import board, bulk, clearing, compose, mine, one, open, outside

urlpatterns = [
    path("asks/", board.board, name="asks"),
    path("asks/file/<str:kind>/", board.board_file, name="asks_file"),
    path("asks/new/", compose.compose, name="compose"),
    path("asks/new/wording/", compose.reading, name="wording"),
    path("asks/open/", open.invite, name="open_invitation"),
    path("asks/outside/", outside.log, name="log_ask"),
    path("asks/several/", bulk.bulk, name="asks_bulk"),
    path("asks/<str:key>/", one.ask, name="ask"),
    path("asks/<str:key>/<str:step>/", one.step, name="ask_step"),
    path("clearances/", mine.mine, name="clearances"),
    path("clearances/<str:key>/sent/", clearing.sent, name="clearance_sent"),
    path("clearances/<str:token>/", clearing.clearance, name="clearance"),
]
