"""Fixtures of the report's tests."""

from __future__ import annotations

import pytest

from factcheck.models import Report
from factcheck.report import render_bytes
from tests.report.build import make_report


@pytest.fixture(scope="session")
def report() -> Report:
    return make_report()


@pytest.fixture(scope="session")
def html(report: Report) -> str:
    return render_bytes(report, "html").decode()


@pytest.fixture(scope="session")
def pdf(report: Report) -> bytes:
    return render_bytes(report, "pdf")
