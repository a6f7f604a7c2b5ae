"""What chapters say, tested without a page: `tests/pages` opens them."""
