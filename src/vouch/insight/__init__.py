"""From facts to where each customer stands: identity, evidence, gates, risk, placement.

Pure: tables in, tables out, as Ibis expressions. There is no clock, no connection and no setting here; the days it is
as of and the policy are arguments, so the same facts, policy and day always give the same answer.
"""
