"""The playbook in sentences: what each stage asks of us, and who plays which part."""

from __future__ import annotations

from vouch.domain.stages import Role, Stage

ANSWERS: dict[Stage, str] = {
    Stage.NOT_KNOWN_YET: "Before we know where somebody stands: listen, and bring something.",
    Stage.NOT_YET_SATISFIED: "Where something was not made good: mend it, and let them say when it is mended.",
    Stage.SATISFIED: "From satisfied to loyal: measure a result together, and give more than was expected.",
    Stage.LOYAL: "From loyal to advocate: a small first step that does them good, and is easy to leave.",
    Stage.ADVOCATE: "For advocates: tell them what it did, speak up for them, and see that it stays a joy.",
}
"""What a stage asks of us, as the head of its page."""

PARTS: dict[Role, str] = {
    Role.OUTCOME_OWNER: "answers for what the product is to achieve",
    Role.SPONSOR: "stands behind the purchase with their name",
    Role.ADMINISTRATOR: "keeps it running",
    Role.DAILY_USER: "works with it",
    Role.TRAINER: "teaches it to the others",
    Role.RENEWAL_DECIDER: "decides whether it goes on",
}
"""Which part that is."""
