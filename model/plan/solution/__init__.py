"""What a solution says: answers by target, prices, wedges."""
