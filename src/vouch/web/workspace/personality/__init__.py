"""How people like to take part: on the page of one, before something is sent, and counted."""
