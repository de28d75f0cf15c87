"""What changes here: somebody knocks, comes in, joins, goes and leaves."""

from __future__ import annotations

from vouch.program.members.actions.joining import answer_questions, join, leave, say_on_joining
from vouch.program.members.actions.knocking import come_in, knock
from vouch.program.members.actions.visiting import end, end_all, stay

__all__ = ["answer_questions", "come_in", "end", "end_all", "join", "knock", "leave", "say_on_joining", "stay"]
