"""What people decide, and the current answer of the last run: one Django app with a folder for each room.

Rooms, lowest first: history (every change), colleagues (who of us may do what), outbox (mail), people (customers as
the last run knows them, and what staff enter about them), findings (where each stands now) and work (what is done in
the background); on top erasure, which reaches into all of them.
"""
