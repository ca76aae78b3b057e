"""What each audience may see: an allow-list each."""
