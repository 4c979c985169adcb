"""What is said of a scenario that was solved."""
