"""The first page of somebody who came in: what is asked of them now, if anything, and what is theirs."""
