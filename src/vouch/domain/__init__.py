"""The words and rules of Vouch in plain Python: no database, no dataframe, no clock."""
