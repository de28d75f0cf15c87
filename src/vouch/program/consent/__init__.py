"""What may be done: a company's permission, a person's consent and own limits, and what holds everything back.

Company and person are two records: a company that allows a quote does not speak for the person who is quoted, nor the
person for their company. Nothing here is ever overwritten: a new word ends the one before and leaves it to be read.
"""
