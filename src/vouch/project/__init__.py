"""Where the pieces meet: settings from the environment, the addresses, and the application a server runs."""
