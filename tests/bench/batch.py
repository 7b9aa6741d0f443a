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


def packages(report, hegui, floor, files, folder, rounds):
    """Packages that Python's zipfile can open: with code as they are, and without, most of these made from the others by taking it out. A few small ones
    take less than the clock can tell, and than a process takes to start: they are repeated."""
    with_code, without_code = [], []
    (folder / "without").mkdir()
    for n, path in enumerate(files):
        try:
            with zipfile.ZipFile(path) as package:
                has_code = any(re.fullmatch(CODE, name) for name in package.namelist())
                without_code.append(copy_without_code(package, folder / "without" / f"{n:04}.apk") if has_code else path)
                with_code += [path] * has_code
        except (zipfile.BadZipFile, NotImplementedError):
            continue
    if without_code:
        chosen = repeated(without_code, 2000)
        names = listed(chosen, folder / "without.names")
        taken = beside(hegui, names, rounds, lambda: spend([floor], names).processor, lambda: inflating(names, MANIFEST_AND_RESOURCES))
        what = f"{len(without_code)} APKs without code, {len(with_code)} of them with theirs taken out"
        say_packages(report, what, chosen, taken, "libzip, which opens and lists them and reads manifest and resource table", "≤ 2x")
        report.say("… beside zlib alone over these two entries, most of which are stored", f"{median(ours / alone for ours, _, alone in taken):.1f}x")
        unchanged_packages(report, hegui, without_code, 2000, folder / "plain", rounds)
        report.cost(f"APK without code, {mean_size(chosen):.2f} MB on average", seconds_each(chosen, taken))
    if with_code:
        chosen = repeated(with_code, 200)
        names = listed(chosen, folder / "with.names")
        taken = beside(hegui, names, rounds, lambda: inflating(names, f"{MANIFEST_AND_RESOURCES}|{CODE}"))
        say_packages(report, f"{len(with_code)} APKs with code", chosen, taken, "zlib alone over the entries that are read", "≤ 1.5x")
        unchanged_packages(report, hegui, with_code, 200, folder / "code", rounds)
        share = median(alone / ours for ours, alone in taken)
        report.cost(f"APK with code, {mean_size(chosen):.2f} MB on average", seconds_each(chosen, taken), inflating=share)


def repeated(files, count):
    return files * max(1, count // len(files))


def copy_without_code(package, target):
    with zipfile.ZipFile(target, "w") as copy:
        for entry in package.infolist():
            if not re.fullmatch(CODE, entry.filename):
                copy.writestr(entry, package.read(entry))
    return str(target)


def inflating(names, wanted):
    with open(names, "rb") as source:
        return float(subprocess.run([sys.executable, HERE / "inflate.py", wanted], stdin=source, capture_output=True, check=True).stdout)


def beside(hegui, names, rounds, *floors):
    """Of each round the seconds of hegui and of each floor."""
    return [(spend([hegui, "batch", "-", "-q", "--jobs", "1"], names).processor, *(floor() for floor in floors)) for _ in range(rounds)]


def seconds_each(chosen, taken):
    return median(ours for ours, *_ in taken) / len(chosen)


def mean_size(files):
    """In megabytes."""
    return sum(os.path.getsize(path) for path in files) / len(files) / 1e6


def say_packages(report, what, chosen, taken, floor_is, goal):
    ratio = median(ours / floor for ours, floor, *_ in taken)
    report.say(f"{what}, {mean_size(chosen):.2f} MB on average", f"{1 / seconds_each(chosen, taken):,.0f} packages/s of processor time, {ratio:.2f}x {floor_is}", goal)


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
    parser.add_argument("--floor", default="build/release/tests/bench/package_floor", help="what reads the packages and nothing else")
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
    if apks and not os.path.exists(said.floor):
        parser.error(f"no {said.floor}: build it (cmake --preset release -DHEGUI_TESTS=ON; cmake --build build/release --target hegui package_floor), or say --floor")
    report = pages.Report(said.rounds)
    with tempfile.TemporaryDirectory(prefix="hegui-bench-") as temporary:
        folder = pathlib.Path(temporary)
        start_up(report, hegui, manifests, said.rounds)
        text_manifests(report, hegui, manifests, folder, said.rounds, said.count, said.large)
        packages(report, hegui, os.path.abspath(said.floor), apks, folder, said.rounds)
        peers(report.say, hegui, manifests, apks, apis, folder, said.rounds)
    if said.write:
        report.write()


if __name__ == "__main__":
    main()
