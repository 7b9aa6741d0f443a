"""What the benches measure with: the processor time of a process and its children, which a busy machine changes little."""
import os
import statistics
import subprocess
import sys
import time
from typing import NamedTuple


class Spent(NamedTuple):
    processor: float  # seconds
    clock: float  # seconds
    memory: float  # MiB at the most


def spend(command, stdin=None, accepted=(0, 1, 2, 123)):
    with open(stdin or os.devnull, "rb") as source:
        begin = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accepted:
        sys.exit(f"{command[0]} failed with {process.returncode}")
    return Spent(usage.ru_utime + usage.ru_stime, time.perf_counter() - begin, usage.ru_maxrss / 1024)


def median(values):
    return statistics.median(list(values))


def listed(paths, target):
    """A list of paths, one a line."""
    target.write_text("\n".join(map(str, paths)) + "\n")
    return str(target)
