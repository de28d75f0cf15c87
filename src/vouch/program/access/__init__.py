"""How other tools speak for a colleague: keys of the API, and who somebody is in Slack.

A tool may do what its colleague's role may, and no more; whoever leaves takes every key and link with them.
"""
