"""The shipped, versioned lists of terms, and the near misses to suggest."""
