"""What people decided about who is who: records of one person that are two people's, parted until joined again."""
