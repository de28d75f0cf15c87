"""Who changed what, and when: one row for every change, written in the transaction of the change itself."""
