"""The reality checks: the language in which they are written, their cases, and what is read of a run."""
