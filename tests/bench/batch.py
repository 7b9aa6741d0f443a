#!/usr/bin/env python3
"""Batches beside their floors and peers, taken in turn in one run over the same files: processor time, so that a busy machine changes little; medians of
rounds.

    tests/bench/batch.py --hegui build/release/cmd/hegui/hegui --manifests DIR [--apks DIR] [--apis DIR] [--rounds 5] [--write]

`--manifests` is a folder of real AndroidManifest.xml texts, `--apks` one of packages, `--apis` one of OpenAPI descriptions. The peers are found on PATH (put the
folders of their virtual environments there) and skipped aloud where they are not. --write puts the table into README.md and what a million cost into
scripts/spark/README.md, each between its marks.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile

import pages
from measure import listed, median, spend
from peers import peers

HERE = pathlib.Path(__file__).resolve().parent
MANIFEST_AND_RESOURCES = r"AndroidManifest\.xml|resources\.arsc"
CODE = r"classes\d*\.dex"


def copies(files, folder, count, ending=".xml"):
    """`count` files made of these in turn, 500 to a folder: no two lie in one place, as in a catalogue."""
    made = []
    for n in range(count):
        target = folder / f"{n // 500:04}" / f"{n:06}{ending}"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(files[n % len(files)], target)
        made.append(str(target))
    return made


def text_manifests(report, hegui, files, folder, rounds, count, large_count):
    paths = copies(files, folder / "in", count)
    names = listed(paths, folder / "names")
    ours = [hegui, "batch", "-", "-q", "--jobs", "1"]
    peer = ["xargs", "-d", "\n", "-a", names, "xmllint", "--noout"]
    one, xml, two, read = [], [], [], []
    for _ in range(rounds):
        xml.append(spend(peer))
        one.append(spend(ours, names))
        two.append(spend([*ours[:-1], "2"], names))
        read.append(spend(["xargs", "-d", "\n", "-a", names, "cat"]))
    cpu = median(r.processor for r in one)
    beside = lambda others: median(a.processor / b.processor for a, b in zip(one, others))
    report.say("text manifests, one thread, JSON Lines written", f"{len(paths) / cpu:,.0f} subjects/s of processor time", "≥ 8,000")
    report.say("… beside `xmllint --noout` over the same files", f"{beside(xml):.2f}x its processor time", "≤ 4x")
    report.say("… beside `cat` of the same files", f"{beside(read):.2f}x its processor time")
    report.say("… two threads beside one", f"{median(a.clock / b.clock for a, b in zip(one, two)):.2f}x as fast by the clock, {1 / beside(two):.2f}x the processor time", "1.85x on a quiet machine")
    size = sum(os.path.getsize(path) for path in paths) / len(paths)
    report.cost(f"AndroidManifest.xml as text, {size / 1000:.1f} KB on average", cpu / len(paths))
    memory(report, ours, paths, folder, large_count)
    rest(paths)
    stored(report, ours, names, len(paths), folder, rounds)
    spend([*ours, "-o", folder / "lines"], names)
    report.line_bytes = os.path.getsize(folder / "lines") / len(paths)


def memory(report, ours, paths, folder, large_count):
    """… and the dashboard of as many."""
    small = listed(paths[:1000], folder / "1000")
    large = listed([paths[n % len(paths)] for n in range(large_count)], folder / "100000")
    few, many = spend(ours, small).memory, spend([*ours, "-o", folder / "large"], large).memory
    page = folder / "large.html"
    spent = spend([ours[0], "report", folder / "large", "--format", "html", "-o", page])
    read = os.path.getsize(folder / "large") / 1e6
    report.say(f"`report --format html` of {large_count:,} subjects", f"{spent.processor:.1f} s of processor time for {read:,.0f} MB, a page of {os.path.getsize(page) / 1e3:,.0f} KB")
    os.remove(folder / "large")
    report.say(f"memory, 1,000 and {large_count:,} subjects", f"{few:.1f} and {many:.1f} MiB ({100 * (many - few) / few:+.1f} %)", "≤ 10 %, < 150 MiB")


def rest(paths):
    """Until files that were just made may be taken as unchanged without reading them."""
    time.sleep(max(0, max(os.stat(path).st_ctime for path in paths) + 3 - time.time()))


def kept(ours, names, store):
    """What judging alone, judging into a new store, and meeting all of it unchanged take: with the store as the only output, with lines too, and reading all."""
    into = [*ours, "--store", store]
    commands = {"alone": ours, "first": into, "again": into, "lines": [*into, "-o", "-"], "read": [*into, "--checksum"]}
    return {name: spend(command, names).processor for name, command in commands.items()}


def stored(report, ours, names, count, folder, rounds):
    taken = []
    for n in range(rounds):
        taken.append(kept(ours, names, folder / f"{n}.db"))
    size = os.path.getsize(folder / "0.db") / count
    rate = lambda name: f"{count / median(t[name] for t in taken):,.0f} subjects/s"
    beside = lambda name, other: f"{median(t[other] / t[name] for t in taken):.1f}x"
    report.say("judging into a store", f"{rate('first')}, {size / 1024:.1f} KiB each")
    report.say("unchanged inputs with a store", f"{rate('again')}, {beside('again', 'first')} judging into it, {beside('again', 'alone')} judging alone", "≥ 10x")
    report.say("… their lines written too", f"{rate('lines')}, {beside('lines', 'first')} and {beside('lines', 'alone')}")
    report.say("… every input read (`--checksum`)", f"{rate('read')}, {beside('read', 'first')} and {beside('read', 'alone')}")
    report.cost("the same, kept in a store", median(t["first"] for t in taken) / count, size)
    report.cost("the same, unchanged in the store", median(t["again"] for t in taken) / count)


def start_up(report, hegui, files, rounds):
    pairs = [(spend(["/bin/true"]), spend([hegui, "batch", files[0], "-q"])) for _ in range(rounds * 4 + 1)]
    report.say("start to end of a batch of one", f"{1000 * median(b.clock - a.clock for a, b in pairs):.1f} ms over an empty process")


def entries_of(package):
    with zipfile.ZipFile(package) as archive:
        return archive.namelist()


def packages(report, hegui, files, folder, rounds):
    """Packages that Python's zipfile can open, since that finds the floor's entries; with code and without it."""
    kinds = {True: [], False: []}
    for path in files:
        try:
            kinds[any(re.fullmatch(CODE, name) for name in entries_of(path))].append(path)
        except (zipfile.BadZipFile, NotImplementedError):
            continue
    for code, goal in (False, "≤ 2x"), (True, "≤ 1.5x"):
        if not kinds[code]:
            continue
        # A few small packages take less than the clock can tell, and than a process takes to start: they are repeated.
        count = 200 if code else 2000
        chosen = kinds[code] * max(1, count // len(kinds[code]))
        names = listed(chosen, folder / "apks")
        wanted = f"{MANIFEST_AND_RESOURCES}|{CODE}" if code else MANIFEST_AND_RESOURCES
        ratio, rate = [], []
        for _ in range(rounds):
            with open(names, "rb") as source:
                floor = float(subprocess.run([sys.executable, HERE / "inflate.py", wanted], stdin=source, capture_output=True, check=True).stdout)
            ours = spend([hegui, "batch", "-", "-q", "--jobs", "1"], names).processor
            ratio.append(ours / floor)
            rate.append(len(chosen) / ours)
        size = sum(os.path.getsize(path) for path in kinds[code]) / len(kinds[code]) / 1e6
        report.say(f"{len(kinds[code])} APKs {'with' if code else 'without'} code, {size:.2f} MB on average", f"{median(rate):,.0f} packages/s of processor time, {median(ratio):.2f}x zlib alone over the entries that are read", goal)
        unchanged_packages(report, hegui, kinds[code], count, folder / f"kept-{code}", rounds)
        report.cost(f"APK {'with' if code else 'without'} code, {size:.2f} MB on average", 1 / median(rate), inflating=1 / median(ratio))


def unchanged_packages(report, hegui, files, count, folder, rounds):
    paths = copies(files, folder, max(count, len(files)), ".apk")
    rest(paths)
    names = listed(paths, folder / "names")
    taken = [kept([hegui, "batch", "-", "-q", "--jobs", "1"], names, folder / f"{n}.db") for n in range(rounds)]
    rate = len(paths) / median(t["again"] for t in taken)
    report.say("… unchanged with a store", f"{rate:,.0f} packages/s, {median(t['alone'] / t['again'] for t in taken):.1f}x judging them alone", "≥ 10x")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hegui", default="build/release/cmd/hegui/hegui")
    parser.add_argument("--manifests", required=True)
    parser.add_argument("--apks")
    parser.add_argument("--apis")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--count", type=int, default=9000, help="text manifests to judge")
    parser.add_argument("--large", type=int, default=100_000, help="subjects whose memory is held against that of 1,000")
    parser.add_argument("--write", action="store_true", help="put the figures into the pages")
    said = parser.parse_args()
    hegui = os.path.abspath(said.hegui)
    found = lambda folder, *ends: sorted(str(path) for path in pathlib.Path(folder).rglob("*") if path.suffix in ends) if folder else []
    manifests, apks, apis = found(said.manifests, ".xml"), found(said.apks, ".apk"), found(said.apis, ".json", ".yaml", ".yml")
    if not manifests:
        parser.error(f"no .xml below {said.manifests}")
    report = pages.Report(said.rounds)
    with tempfile.TemporaryDirectory(prefix="hegui-bench-") as temporary:
        folder = pathlib.Path(temporary)
        start_up(report, hegui, manifests, said.rounds)
        text_manifests(report, hegui, manifests, folder, said.rounds, said.count, said.large)
        packages(report, hegui, apks, folder, said.rounds)
        peers(report.say, hegui, manifests, apks, apis, folder, said.rounds)
    if said.write:
        report.write()


if __name__ == "__main__":
    main()
