"""The audit: where the numbers of a plan disagree with one another, and with the text that they cite."""
