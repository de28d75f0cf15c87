"""The data room: files handed in, batches, rows not read, how fresh each source is, and what would decide most."""
