"""A colleague's other tools: keys of the API, and who they are in Slack."""
