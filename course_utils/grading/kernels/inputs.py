"""What a kernel is given for its work, and how much of the machine it may use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Limits:
    """What one submission may use; an assignment's notebook may say otherwise in its metadata.

    Attributes
    ----------
    cell_seconds, notebook_seconds : float
        Wall time of one cell and of the whole notebook.
    memory_mb : int
        Memory that the kernel may allocate.
    output_kb : int
        What one cell may send back before the rest is cut.
    disk_mb : int
        What the kernel may write into its own folder and its temporary files.
    processes : int
        Processes and threads that may run at once.
    """

    cell_seconds: float = 60
    notebook_seconds: float = 300
    memory_mb: int = 4096
    output_kb: int = 256
    disk_mb: int = 256
    processes: int = 256


@dataclass(frozen=True)
class KernelInputs:
    """What a kernel that runs a submission gets to know; labels of held-out rows are not among it.

    Attributes
    ----------
    seed : int
        Seed of the checks' inputs.
    data_folder : Path
        Training rows and held-out rows without labels; the kernel can read it.
    limits : Limits
    """

    seed: int
    data_folder: Path
    limits: Limits
