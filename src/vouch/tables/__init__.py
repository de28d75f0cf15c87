"""The contract: every fact and result table with its columns, types, units and one sentence each.

`facts.py` says what importers write and evidence reads, `results.py` what a run writes and pages read. The
reference pages of the documentation are generated from here.
"""
