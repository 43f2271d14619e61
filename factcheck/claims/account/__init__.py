"""A parsed block → its categorical claims: cause, status, condition, responsibility, days, roles, quotations."""
