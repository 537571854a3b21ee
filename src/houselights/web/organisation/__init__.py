"""The organisation itself: people, places, privacy, trail."""
