"""Pictures and PDFs made from findings: what is handed to people who do not sign in."""
