"""The past: packs of earlier base years, estimates on the record, and how well the years after would have been foreseen."""
