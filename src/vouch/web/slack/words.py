"""What Slack shows: blocks with their limits, and never a word of ours read as its markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    MarkdownTextObject,
    SectionBlock,
)

Message = dict[str, Any]
BROKEN = "Something broke on our side. Nothing of this was half-done; try it again, or do it in Vouch."
_SECTION, _BUTTON = 2900, 70


def plain(text: str, *, blocks: Sequence[Block] = ()) -> dict[str, Any]:
    """A message that only whoever asked reads."""
    told: dict[str, Any] = {"response_type": "ephemeral", "text": clean(text)[:_SECTION]}
    if blocks:
        told["blocks"] = [one.to_dict() for one in blocks]
    return told


def instead(text: str, *, blocks: Sequence[Block] = ()) -> dict[str, Any]:
    """The same in place of the message whose button was pressed."""
    return plain(text, blocks=blocks) | {"replace_original": True}


def section(text: str) -> Block:
    """A paragraph; `text` may carry our own markup, its parts are cleaned."""
    return SectionBlock(text=MarkdownTextObject(text=text[:_SECTION]))


def small(text: str) -> Block:
    """A line in small letters."""
    return ContextBlock(elements=[MarkdownTextObject(text=text[:_SECTION])])


def row(*buttons: ButtonElement) -> Block:
    """Buttons beside one another."""
    return ActionsBlock(elements=list(buttons))


def button(words: str, what: str, about: str = "", *, style: str = "", url: str = "") -> ButtonElement:
    """A button that does something (`what`, about a key), or leads somewhere."""
    return ButtonElement(
        text=words[:_BUTTON], action_id=what, value=about or None, style=style or None, url=url or None
    )


def clean(text: str) -> str:
    """Words of people as words: nobody is mentioned, nothing is a link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("*", "∗").replace("`", "ʼ")


def link(address: str, words: str) -> str:
    """A link of ours."""
    return f"<{address}|{clean(words).replace('|', '/')}>"
