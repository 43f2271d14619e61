"""`python -m factcheck` → the command line."""

from __future__ import annotations

from factcheck.cli import main

if __name__ == "__main__":
    main(prog_name="factcheck")
