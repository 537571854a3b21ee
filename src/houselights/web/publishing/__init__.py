"""A funder's publications on pages: drafting, the preview, and the two people whom a release takes."""
