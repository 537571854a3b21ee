"""What is counted one by one, before it is grouped: a grain per file."""
