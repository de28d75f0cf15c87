"""The reasons of this part, in words."""

from __future__ import annotations

from collections.abc import Sequence

HOW = {
    "domain": "by mail domain",
    "address": "by e-mail address",
    "settled": "because a colleague said so",
}
"""By what records were joined."""
REASONS = {
    "same_domain": "the same mail domain",
    "same_parent_domain": "mail domains of one company",
    "same_domain_but_ending": "mail domains that differ only in their ending",
    "same_name": "the same name",
    "name_alike": "names that are nearly the same",
    "short_name": "the first name as a letter",
    "same_address": "the same e-mail address",
    "address_reads_like_name": "an address that reads like the name",
    "same_company": "the same company",
    "left_there": "one of them has left there",
    "same_title": "the same title",
    "same_mailbox_name": "the same unusual name before the @",
    "company_not_known": "no company is known of one of them",
}
"""Why two may be the same."""
WHY = {
    "unknown_account": "they name an account that no source has",
    "account_of_several": "they name an account id that several systems use for different companies",
    "person_without_company": "they are a known person's, of whom no company is known at that time",
    "free_mail": "they have a private address, which says nothing of a company",
    "shared_mailbox": "they come from a shared mailbox, such as info@",
    "domain_of_several": "several accounts have the mail domain",
    "address_of_several": "several people have the address",
    "domain_of_nobody": "no account has the mail domain",
    "unknown_person": "they name a person that no source has",
    "unknown_name": "they name a company that no one account is called",
    "names_nobody": "they name nobody",
}
"""Why facts are no account's."""


def because(reasons: Sequence[str]) -> str:
    """Reasons as people read them.

    >>> because(["same_name", "same_company"])
    'the same name and the same company'
    """
    told = [REASONS.get(one, one) for one in reasons]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
