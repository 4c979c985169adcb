"""The solver: which lever paths meet the targets at least effort, and what conflicts where none do."""
