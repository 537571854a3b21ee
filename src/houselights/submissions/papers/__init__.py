"""A submitted return's PDF, made beside the pages: it takes seconds, and nobody's request waits for it."""
