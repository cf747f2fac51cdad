"""Write constraints.txt: one tested version of every package that pyproject.toml leads to, on every platform.

Run it after changing a dependency: `python scripts/make_constraints.py`. It needs uv (`pip install uv`): pip
resolves only for the platform that it runs on.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Made by `python scripts/make_constraints.py` from pyproject.toml: change that and run it again.\n"
RESOLVE = "pip compile --quiet --universal --all-extras --no-header --no-annotate --python-version 3.11"

# CUDA packages follow from the PyTorch build that a machine takes; pinning them would break the other builds.
# pip itself is left alone: replacing the running pip fails on Windows.
UNPINNED = re.compile(r"(nvidia-|cuda-|triton\b|pip\b)")


def resolve() -> str:
    """Return uv's resolution of pyproject.toml with all extras: one `name==version ; marker` per line.

    The pins of the present constraints.txt are no input, so every version is the newest that fits.
    """
    uv = shutil.which("uv")
    if uv is None:
        sys.exit("make_constraints: uv is not installed. Run `pip install uv` and try again.")
    done = subprocess.run(
        [uv, *RESOLVE.split(), "pyproject.toml"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode:
        sys.exit(f"make_constraints: uv could not resolve pyproject.toml:\n{done.stderr}")
    return done.stdout


def keep_portable(resolved: str) -> list[str]:
    """Drop the lines that `UNPINNED` names, and local versions such as `+cpu`, which exist on one machine."""
    lines = [line for line in resolved.splitlines() if line and not UNPINNED.match(line)]
    return [re.sub(r"(==[^\s;+]+)\+\S+", r"\1", line) for line in lines]


def main() -> None:
    """Resolve and write."""
    lines = keep_portable(resolve())
    (ROOT / "constraints.txt").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"constraints.txt: {len(lines)} pins")


if __name__ == "__main__":
    main()
