"""The pages of the data room, by what they are about."""
