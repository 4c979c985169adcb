"""What all figures are drawn on and with: a canvas, colours, sheets, panels, and files."""
