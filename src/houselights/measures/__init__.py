"""What is counted: definitions, and the calculation that only the gate may call."""
