"""A company with Ana in every place a person can be named, and the search that finds her there."""
