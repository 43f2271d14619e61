"""A source's text becomes a Reading of claims, room by room from `parse` to `compose`."""

from factcheck.claims.read import attributions, quantities, read_claims, stream_claims

__all__ = ["attributions", "quantities", "read_claims", "stream_claims"]
