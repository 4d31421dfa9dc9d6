"""What a copy of the project does without, in which a test builds."""

from __future__ import annotations

import shutil

NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "build", "tests", ".*_cache", ".hypothesis"
)
