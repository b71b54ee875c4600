"""What the command line offers, a module for each subject; ``cli`` puts them together and ends them."""
