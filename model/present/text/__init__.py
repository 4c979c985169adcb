"""Words, numbers and tables as a reader has them, in English and Chinese."""
