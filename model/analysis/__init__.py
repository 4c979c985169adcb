"""What judges the model: reality checks and the readings they are made of, loops by pulse, responses to levers."""
