"""tracker follows how Chinese reform reports and policy documents change."""

__version__ = "0.1.0"
