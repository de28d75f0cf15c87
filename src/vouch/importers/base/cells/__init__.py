"""Cells to values: texts, ids, choices, numbers, dates; and the reason for each cell that gave none."""
