"""What stands in the way where not all can be had, and the least relaxation that frees it."""
