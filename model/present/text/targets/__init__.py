"""What the plan wants, told: its main indicators against a run, the pace of each target, what a variable is to reach."""
