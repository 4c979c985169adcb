"""The page: a scenario to be explored in a browser, with the model in it."""
