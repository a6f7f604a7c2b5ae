"""The chapters of the page LSGAN against BCE."""
