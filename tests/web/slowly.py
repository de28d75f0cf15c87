"""A network that takes its time: every answer in two halves, a moment apart, and what it needs later still.

`VOUCH_TEST_SLOWLY=yes make test ARGS='-m browser'` serves all browser tests so. A test that reads or presses before a
page is whole passes on a quick machine and fails here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

MOMENT = 0.3
"""Seconds between the halves."""


def slowly(application: Application) -> Application:
    """The same application, its answers torn in two."""

    async def late(scope: Message, receive: Receive, send: Send) -> None:
        async def halves(message: Message) -> None:
            body = message.get("body", b"")
            if message["type"] != "http.response.body" or len(body) < 2:
                await send(message)
                return
            middle = len(body) // 2
            await send({**message, "body": body[:middle], "more_body": True})
            await asyncio.sleep(MOMENT)
            await send({**message, "body": body[middle:]})

        await application(scope, receive, halves)

    return late
