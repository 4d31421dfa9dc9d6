"""The answers of partners, apart from the coordinator's: read, collected, compared."""
