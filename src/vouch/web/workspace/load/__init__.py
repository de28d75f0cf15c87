"""Load: who carries how much, how evenly; and the quarter on one page."""
