"""What a reader sees: text, figures, diagrams, notebook, page, document."""
