"""What the bench found, said and written: the table in README.md, and what a million cost in scripts/spark/README.md."""
import datetime
import os
import pathlib
import platform
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# A core does this share of its time what it is there for: the rest is waiting, the start of processes, parts that end late.
BUSY = 0.8


class Cost(NamedTuple):
    what: str
    each: float  # seconds of one core
    kept: float  # bytes in the store, or 0
    inflating: float  # zlib alone takes as many times that, or 0


def time_of(seconds):
    """0.023 ms, 3.6 ms, 42 core-minutes, 3.1 core-hours."""
    if seconds < 1:
        return f"{seconds * 1000:.2g} ms"
    return f"{seconds / 60:,.2g} core-minutes" if seconds < 5400 else f"{seconds / 3600:,.1f} core-hours"


def bytes_of(count):
    return f"{count / 1000:.1f} KB" if count < 1e6 else f"{count / 1e9:.1f} GB"


def between(text, mark, new):
    begin, end = f"<!-- {mark} -->\n", f"<!-- /{mark} -->\n"
    at = text.index(begin) + len(begin)
    return text[:at] + "\n" + new + "\n" + text[text.index(end, at):]


class Report:
    def __init__(self, rounds):
        self.rounds = rounds
        self.rows = []
        self.costs = []
        self.line_bytes = 0.0

    def say(self, what, figure, goal=""):
        print(f"{what:<50} {figure}   {goal}", flush=True)
        self.rows.append((what, figure, goal))

    def cost(self, what, each, kept=0.0, inflating=0.0):
        self.costs.append(Cost(what, each, kept, inflating))

    def circumstances(self):
        processor = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
        load = os.getloadavg()[0]
        busy = " (other work was running: trust the ratios, not the rates)" if load > os.cpu_count() else ""
        return f"{datetime.date.today()}, {processor}, {os.cpu_count()} cores, load {load:.0f}{busy}; medians of {self.rounds} rounds taken in turn."

    def table(self):
        return f"{self.circumstances()}\n\n| what | measured | goal |\n| --- | --- | --- |\n" + "".join(f"| {a} | {b} | {c} |\n" for a, b, c in self.rows)

    def price(self):
        """What a million of each cost, what bounds them, and the cores that ten million of the last kind take."""
        out = f"{self.circumstances()} Processor time of the whole process, one thread, real inputs:\n\n| input | each | a million |\n| --- | --- | --- |\n"
        for cost in self.costs:
            kept = ("", "") if not cost.kept else (f", {bytes_of(cost.kept)}", f", {bytes_of(cost.kept * 1e6)}")
            out += f"| {cost.what} | {time_of(cost.each)}{kept[0]} | {time_of(cost.each * 1e6)}{kept[1]} |\n"
        out += f"| JSON line of a manifest | {bytes_of(self.line_bytes)} | {bytes_of(self.line_bytes * 1e6)}, about a tenth of that compressed |\n"
        packages = [cost for cost in self.costs if cost.inflating]
        for cost in packages:
            out += f"\nzlib alone takes {cost.inflating:.2f} times the time of an {cost.what.split(',')[0]}, whose entries hegui inflates by libdeflate.\n"
        last = (packages or self.costs)[-1]
        out += (f"\nTen million like the last of these in an hour take 10,000,000 × {last.each:.2g} s / 3600 s / {BUSY} ≈ {1e7 * last.each / 3600 / BUSY:,.0f} cores; "
                f"at a price of P per core-hour a million cost {last.each * 1e6 / 3600 / BUSY:.2g} P.\n") if last.each else ""
        return out

    def write(self):
        for page, mark, text in ("README.md", "bench:batch", self.table()), ("scripts/spark/README.md", "bench:cost", self.price()):
            path = ROOT / page
            path.write_text(between(path.read_text(), mark, text))
