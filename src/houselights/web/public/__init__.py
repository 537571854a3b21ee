"""What the public reads: pages and files of publications, byte for byte as they were released; nobody signs in."""
