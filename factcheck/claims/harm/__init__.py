"""What befell one person, in a parsed paragraph: where the person was hit, and how bad it is."""
