"""A parsed block → its categorical claims: cause, status, condition, responsibility, roles, names, quotations."""
