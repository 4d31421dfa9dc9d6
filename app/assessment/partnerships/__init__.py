"""Several partnerships side by side: the files that hold them, and where they differ."""
