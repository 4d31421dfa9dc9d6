"""Packages of the system, which the tests and tools install where they may."""

from __future__ import annotations

import os
import shutil
import subprocess


def may_install() -> bool:
    """Whether this is a Debian or a relative, and this process may install its packages."""
    return bool(shutil.which("apt-get")) and os.geteuid() == 0


def install(*packages: str) -> bool:
    """Install packages of the system, and tell whether that worked."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-qq", *command], env=environment, stdout=subprocess.DEVNULL, check=False
        )
    return done.returncode == 0
