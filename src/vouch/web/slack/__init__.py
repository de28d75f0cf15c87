"""The door for Slack: `/vouch ...` and buttons, signed by Slack, as the colleague somebody there is."""
