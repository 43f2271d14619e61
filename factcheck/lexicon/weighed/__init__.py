"""Tables that weigh: how rare a word is, and the weights of the fitted models."""
