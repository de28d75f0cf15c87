"""Where each customer stands now: the header of the last run and one narrow row a subject.

History and evidence stay in the result tables of the lake; these rows are what lists and maps are drawn from.
"""
