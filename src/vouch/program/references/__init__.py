"""The reference desk: a seller's need for customers to speak to a buyer on a deal, whom it finds, and what came of it.

A request names the need. A match is one person for it, and hangs on an ask of the room below: gates, clearance, mail
and the person's answer are those of any ask. What is only here: the chain of colleagues who agree after the owner,
times offered and picked, the calendar, how it was for both sides, and the outcome of the deal.
"""
