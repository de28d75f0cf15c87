"""The addresses of the data room."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.data.views import batches, files, index, mapping, order, rows, who

urlpatterns = [
    path("data/", index.index, name="data"),
    path("data/work/", index.work, name="data_work"),
    path("data/place/", index.place, name="place_again"),
    path("data/order/", order.index, name="data_order"),
    path("data/files/", files.hand_in, name="hand_in"),
    path("data/files/<str:pk>/", files.delivery, name="delivery"),
    path("data/files/<str:pk>/work/", files.work, name="delivery_work"),
    path("data/files/<str:pk>/import/", files.take_in, name="delivery_import"),
    path("data/files/<str:pk>/leave/", files.leave, name="delivery_leave"),
    path("data/files/<str:pk>/<int:number>/as/", files.read_as, name="delivery_as"),
    path("data/files/<str:pk>/<int:number>/mapping/", mapping.edit, name="delivery_mapping"),
    path("data/batches/", batches.index, name="batches"),
    path("data/batches/<str:pk>/", batches.batch, name="batch"),
    path("data/batches/<str:pk>/not-read.csv", batches.not_read_file, name="not_read_file"),
    path("data/batches/<str:pk>/take-out/", batches.take_out, name="take_out"),
    path("data/who/", who.index, name="who"),
    path("data/who/settle/", who.settle, name="settle"),
    path("data/who/back/", who.back, name="settle_back"),
    path("data/rows/<str:batch>/<int:row>/", rows.row, name="source_row"),
    path("data/facts/<str:key>/", rows.fact, name="source_fact"),
]
