"""The workspace: what colleagues see and do."""
