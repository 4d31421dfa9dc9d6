"""The record: its format, its migration, what differs between two, and how two are merged."""
