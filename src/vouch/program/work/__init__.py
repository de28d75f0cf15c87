"""What waits to be done in the background: files handed in through the browser, batches to take out, refreshes.

A row is a piece of work with its progress and its outcome; `runs.work` does it. Nothing here reads a file.
"""
