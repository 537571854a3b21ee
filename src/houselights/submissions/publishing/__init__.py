"""What a funder tells the public: protected figures of its portfolio, drafted by one person and released by another."""
