"""The door for programs: `/api/v1/`, with a key of a colleague, saying what their role may read and do."""
