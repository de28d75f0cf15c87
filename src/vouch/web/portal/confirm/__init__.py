"""A customer says whether a promise was kept, or a result reached."""
