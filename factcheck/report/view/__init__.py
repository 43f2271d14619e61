"""Report → view model: everything that a page, a print or a table shows, ready to print."""
