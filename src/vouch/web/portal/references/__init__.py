"""Whom somebody speaks to for us: times that suit them, a change of plan, how it was; and whom they introduce."""
