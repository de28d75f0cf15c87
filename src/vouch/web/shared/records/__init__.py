"""The pages of an administrator that show what happened: every change, every mail that waits."""
