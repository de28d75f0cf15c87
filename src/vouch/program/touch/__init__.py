"""The personal touch: today's small gestures for each colleague, each of which is a give and none an ask."""
