"""Everything we hold about somebody, for them to have; where they are signed in; and what we may use."""
