"""Two texts → which stretches one has from the other, and whom they credit."""
