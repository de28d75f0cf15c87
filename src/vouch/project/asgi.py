"""The application that uvicorn runs: `uvicorn vouch.project.asgi:application`."""

from __future__ import annotations

from vouch.project.start import start

start()

from django.core.asgi import get_asgi_application  # noqa: E402  (Django must know its settings first)

application = get_asgi_application()
