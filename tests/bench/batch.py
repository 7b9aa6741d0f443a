#!/usr/bin/env python3
"""Batches beside their floors and peers, taken in turn in one run: processor time, so that a busy machine changes little; medians of rounds.

    tests/bench/batch.py --hegui build/release/cmd/hegui/hegui --manifests DIR [--apks DIR] [--rounds 5] [--write]

`--manifests` is a folder of real AndroidManifest.xml texts, `--apks` one of packages. --write puts the table into README.md between its marks.
"""
import argparse
import datetime
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BEGIN, END = "<!-- bench:batch -->\n", "<!-- /bench:batch -->\n"


def spend(command, stdin=None, stdout=subprocess.DEVNULL):
    """Seconds of processor time and of the clock, and the peak memory in MiB, of a process and its children."""
    import time
    begin = time.perf_counter()
    with open(stdin or os.devnull, "rb") as source:
        process = subprocess.Popen(command, stdin=source, stdout=stdout, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1, 2, 123):
        sys.exit(f"{command[0]} failed with {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - begin, usage.ru_maxrss / 1024


def median(values):
    return statistics.median(values)


def copies(files, folder, count):
    """`count` files made of these in turn, 500 to a folder: no two lie in one place, as in a catalogue."""
    made = []
    for n in range(count):
        target = folder / f"{n // 500:04}" / f"{n:06}.xml"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(files[n % len(files)], target)
        made.append(str(target))
    return made


def listed(paths, target):
    target.write_text("\n".join(paths) + "\n")
    return str(target)


def text_manifests(say, hegui, files, folder, rounds, count, large_count):
    paths = copies(files, folder / "in", count)
    names = listed(paths, folder / "names")
    ours = [hegui, "batch", "-", "-q", "--jobs", "1"]
    peer = ["xargs", "-a", names, "xmllint", "--noout"]
    one, xml, two, read = [], [], [], []
    for _ in range(rounds):
        xml.append(spend(peer))
        one.append(spend(ours, names))
        two.append(spend([*ours[:-1], "2"], names))
        read.append(spend(["xargs", "-a", names, "cat"]))
    cpu = median([r[0] for r in one])
    say("text manifests, one thread, JSON Lines written", f"{len(paths) / cpu:,.0f} subjects/s of processor time", "≥ 8,000")
    say("… beside `xmllint --noout` over the same files", f"{median([a[0] / b[0] for a, b in zip(one, xml)]):.2f}x its processor time", "≤ 4x")
    say("… beside `cat` of the same files", f"{median([a[0] / b[0] for a, b in zip(one, read)]):.2f}x its processor time", "")
    say("… two threads beside one", f"{median([a[1] / b[1] for a, b in zip(one, two)]):.2f}x as fast by the clock, {median([b[0] / a[0] for a, b in zip(one, two)]):.2f}x the processor time", "1.85x on a quiet machine")
    small, large = folder / "1000", folder / "100000"
    listed(paths[:1000], small)
    listed([paths[n % len(paths)] for n in range(large_count)], large)
    few, many = spend(ours, str(small))[2], spend(ours, str(large))[2]
    say(f"memory, 1,000 and {large_count:,} subjects", f"{few:.1f} and {many:.1f} MiB ({100 * (many - few) / few:+.1f} %)", "≤ 10 %, < 150 MiB")
    first, again = [], []
    for n in range(max(2, rounds // 2)):
        store = str(folder / f"{n}.db")
        first.append(spend([*ours, "--store", store], names)[0])
        again.append(spend([*ours, "--store", store], names)[0])
        size = os.path.getsize(store) / len(paths)
    say("judging into a store", f"{len(paths) / median(first):,.0f} subjects/s, {size / 1024:.1f} KiB each", "")
    say("unchanged inputs with a store", f"{len(paths) / median(again):,.0f} subjects/s, {median([a / b for a, b in zip(first, again)]):.1f}x judging into it, {cpu / median(again):.1f}x judging alone", "≥ 10x")


def start_up(say, hegui, files, rounds):
    pairs = [(spend(["/bin/true"]), spend([hegui, "batch", files[0], "-q"])) for _ in range(rounds * 4 + 1)]
    say("start to end of a batch of one", f"{1000 * median([b[1] - a[1] for a, b in pairs]):.1f} ms over an empty process", "")


def packages(say, hegui, files, folder, rounds):
    entries = re.compile(r"AndroidManifest\.xml|resources\.arsc")
    reader = folder / "inflate.py"
    reader.write_text("import re, sys, zipfile\nwanted = re.compile(sys.argv[1])\nfor line in sys.stdin:\n  try:\n    with zipfile.ZipFile(line.rstrip()) as z:\n"
                      "      for entry in z.infolist():\n        if wanted.fullmatch(entry.filename): z.read(entry)\n  except Exception: pass\n")
    names = listed(files, folder / "apks")
    ratio, rate = [], []
    for _ in range(rounds):
        empty = spend([sys.executable, str(reader), "-"])[0]
        floor = spend([sys.executable, str(reader), entries.pattern], names)[0] - empty
        ours = spend([hegui, "batch", "-", "-q", "--jobs", "1"], names)[0]
        ratio.append(ours / max(floor, 1e-9))
        rate.append(len(files) / ours)
    say("APKs", f"{median(rate):,.0f} packages/s of processor time, {median(ratio):.2f}x inflating manifest and resources by Python's zlib", "≤ 2x")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hegui", default="build/release/cmd/hegui/hegui")
    parser.add_argument("--manifests", required=True)
    parser.add_argument("--apks")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--count", type=int, default=9000, help="text manifests to judge")
    parser.add_argument("--large", type=int, default=100_000, help="subjects whose memory is held against that of 1,000")
    parser.add_argument("--write", action="store_true")
    said = parser.parse_args()
    hegui = os.path.abspath(said.hegui)
    manifests = sorted(str(path) for path in pathlib.Path(said.manifests).rglob("*.xml"))
    rows = []

    def say(what, figure, goal):
        print(f"{what:<50} {figure}   {goal}", flush=True)
        rows.append((what, figure, goal))

    with tempfile.TemporaryDirectory(prefix="hegui-bench-") as temporary:
        folder = pathlib.Path(temporary)
        start_up(say, hegui, manifests, said.rounds)
        text_manifests(say, hegui, manifests, folder, said.rounds, said.count, said.large)
        if said.apks:
            packages(say, hegui, sorted(str(path) for path in pathlib.Path(said.apks).rglob("*.apk")), folder, said.rounds)
    if said.write:
        processor = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
        table = f"{datetime.date.today()}, {processor}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.0f}; medians of {said.rounds} rounds taken in turn.\n\n"
        table += "| what | measured | goal |\n| --- | --- | --- |\n" + "".join(f"| {a} | {b} | {c} |\n" for a, b, c in rows)
        readme = ROOT / "README.md"
        text = readme.read_text()
        begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
        readme.write_text(text[:begin] + "\n" + table + "\n" + text[end:])


if __name__ == "__main__":
    main()
