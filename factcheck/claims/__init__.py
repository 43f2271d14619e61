"""Floor 2: a parsed source becomes a Reading of claims."""

from factcheck.claims.read import attributions, quantities, read_claims, stream_claims

__all__ = ["attributions", "quantities", "read_claims", "stream_claims"]
