"""Nightly checks: ``passes.run`` makes one; what is remembered between them (``memory``) is read without all of it."""
