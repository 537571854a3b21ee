"""What is known of people from all they ever bought: one statement per file, for other statements to join."""
