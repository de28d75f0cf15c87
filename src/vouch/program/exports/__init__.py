"""Lists taken away as files: who asked for what, how far it is, until when it can be fetched, and who fetched it."""
