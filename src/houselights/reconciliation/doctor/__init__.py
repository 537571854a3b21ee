"""What is well and what is not between this server and its figures: each check passes or says what to do."""
