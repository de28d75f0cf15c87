"""What the reader's own company lets be done, and who there may say so."""
