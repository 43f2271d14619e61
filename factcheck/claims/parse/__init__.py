"""A source's text → parsed blocks: paragraphs, capitals, quotation marks, aliases."""
