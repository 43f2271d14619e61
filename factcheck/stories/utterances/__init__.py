"""Quotations → utterances: which of them are one saying, and in what their words differ."""
