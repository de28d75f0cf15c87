"""Programmes: a goal, a budget, people, dates, and what came of it, each figure with what it rests on."""
