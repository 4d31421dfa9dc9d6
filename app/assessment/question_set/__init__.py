"""A question set: read from tables and checked."""
