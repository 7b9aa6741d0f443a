"""Holds hegui against real files, what other tools say of packages and what a plain parse says of texts, and prints: kind,
files, read, refused, compared (facts), disagreeing (files).

HEGUI names the program, HEGUI_CORPUS the folder of files (INDEX.tsv with kind and path, truth/); without it the test is
skipped, aloud. Every file must be read or refused with a diagnostic; where hegui differs from a tool on purpose, PURPOSE
says why, and an entry that is not needed any more fails.
"""
import collections
import itertools
import json
import os
import pathlib
import plistlib
import re
import subprocess
import sys

import plain
import tools

PROGRAM, CORPUS = os.environ.get("HEGUI", "hegui"), os.environ.get("HEGUI_CORPUS")
SKIPPED = 77

# What differs on purpose: (end of the path, fact): why.
PURPOSE = {
    ("AndroidManifest_StringNotTerminated.xml", "android.components"):
        "aapt breaks down at a string without an end; hegui reads it by its stated length and goes on",
}


class Told:
    """The facts of one file as `hegui facts` tells them, or why it was refused."""

    def __init__(self, path):
        ran = subprocess.run([PROGRAM, "facts", str(path), "--format", "json"], capture_output=True, timeout=120)
        self.status, self.facts = ran.returncode, None
        self.words = ran.stderr.decode(errors="replace")
        if ran.stdout:
            self.facts = json.loads(ran.stdout)

    def value(self, path):
        value = self.facts
        for part in path.split("."):
            value = (value or {}).get(part)
        return value

    def items(self, path):
        return self.value(path) or []


def read_text(path):
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def of_apk(told, truth):
    """Facts that differ: (fact, what the tool says, what hegui says)."""
    badging, root = tools.badging(read_text(truth / "badging")), tools.xmltree(read_text(truth / "xmltree"))
    if "package" in badging:
        yield from of_permissions(told, tools.permissions(read_text(truth / "permissions")))
    for key, expected in badging.items():
        if key in ("min_sdk", "target_sdk", "version_code") and not expected.lstrip("-").isdigit():
            continue
        yield f"android.{key}", expected, str(told.value(f"android.{key}"))
    if root is not None:
        yield from of_tree(told, root)


def of_permissions(told, expected):
    got = {item.get("name") for item in told.items("permissions")} - {None}
    yield "permissions", sorted(expected), sorted(got)


def of_tree(told, root):
    got = {(item.get("kind"), item.get("name")): item.get("exported")
           for item in told.items("android.components")}
    expected = {key: value for key, value in tools.components(root, told.value("android.target_sdk")).items()}
    unresolved = {key for key, value in expected.items() if value is None}
    yield ("android.components", sorted((*key, value) for key, value in expected.items() if key not in unresolved),
           sorted((*key, value) for key, value in got.items() if key not in unresolved and None not in key))
    for flag, expected in tools.flags(root).items():
        yield f"android.{flag}", expected, told.value(f"android.{flag}")


def of_axml(told, truth):
    root = tools.xmltree(read_text(truth.with_name(truth.name + ".xmltree")))
    if root is not None and root.name == "manifest":
        yield from of_tree(told, root)


def of_hap(told, truth):
    for name in ("module.json", "config.json"):
        if not (truth / name).exists():
            continue
        manifest = json.loads(read_text(truth / name))
        app, module = manifest["app"], manifest["module"]
        old = name == "config.json"
        yield "harmony.bundle_name", app["bundleName"], told.value("harmony.bundle_name")
        version = app["version"]["name"] if old else app["versionName"]
        yield "subject.version", version, told.value("subject.version")
        asked = module.get("reqPermissions" if old else "requestPermissions", [])
        yield from of_permissions(told, {each["name"] for each in asked})


def of_aab(told, truth):
    root = tools.raw_xml(read_text(truth / "base__manifest__AndroidManifest.xml.raw.txt"))
    if root is None:
        return
    yield "android.package", root.attributes["package"], told.value("android.package")
    for element, facts in ((root, {"versionName": "version_name", "versionCode": "version_code"}),
                           (root.all("uses-sdk")[0], {"minSdkVersion": "min_sdk", "targetSdkVersion": "target_sdk"})):
        for name, fact in facts.items():
            yield f"android.{fact}", element.attributes[name], str(told.value(f"android.{fact}"))
    yield from of_permissions(told, {each.attributes["name"] for each in root.all("uses-permission")})
    package, parts = root.attributes["package"], root.all("application")[0].children
    names = {(part.name, tools.full_name(package, part.attributes["name"])) for part in parts if part.name in tools.COMPONENTS}
    got = {(each.get("kind"), each.get("name")) for each in told.items("android.components")}
    yield "android.components", [], sorted(names - got)


def of_plist(told, expected):
    for key, fact in (("CFBundleIdentifier", "ios.bundle_id"), ("CFBundleShortVersionString", "ios.version_name")):
        if "$(" not in str(expected.get(key, "$(")) and told.value(fact) is not None:
            yield fact, expected[key], told.value(fact)


def of_ipa(told, truth):
    for path in truth.glob("Payload__*__Info.plist"):
        try:
            expected = plistlib.loads(path.read_bytes())
        except Exception:
            continue
        yield from of_plist(told, expected)


def of_binary_plist(told, truth):
    path = truth.with_name(truth.name + ".xml")
    if path.exists():
        yield from of_plist(told, plistlib.loads(path.read_bytes()))


JUDGES = {"aab": of_aab, "apk": of_apk, "axml": of_axml, "hap": of_hap, "ipa": of_ipa, "plist": of_binary_plist}


def told_of(told, fact):
    """The value of a fact as `plain` names it; lists of strings and of names sorted."""
    if fact == "android.components":
        return {(each.get("kind"), each.get("name"), each.get("exported")) for each in told.items(fact) if each.get("name")}
    if fact in ("harmony.exported", "api.secured"):
        list_, key, flag = ("harmony.components", "name", "exported") if fact == "harmony.exported" else ("api.operations", "id", "secured")
        return sorted({each.get(key) for each in told.items(list_) if each.get(flag) is True})
    found = re.fullmatch(r"([a-z_.]+)\[(?:([a-z]+)=(.*))?\]\.([a-z_]+)", fact)
    if not found:
        value = told.value(fact)
        return sorted(value, key=str) if isinstance(value, list) else value
    values = [each.get(found[4]) for each in told.items(found[1]) if found[2] is None or each.get(found[2]) == found[3]]
    values = [value for value in values if value is not None]
    if found[4] == "name" or found[4] in ("id", "item"):
        return sorted(set(values))
    return sorted(values[0]) if values and isinstance(values[0], list) else values[0] if values else None


def of_text(kind, told, path):
    """Facts that a plain parse tells, with what hegui says."""
    for fact, expected in plain.facts(kind, path) or ():
        got = told_of(told, fact)
        if fact == "android.components":
            open_ = {each[:2] for each in expected if each[2] is None}
            expected = sorted((each for each in expected if each[:2] not in open_), key=str)
            got = sorted((each for each in got if each[:2] not in open_), key=str)
        yield fact, expected, got


def truth_of(kind, path):
    """`<kind>/<source>/<file>` is told about at truth/<source>/<file> for APKs, at truth/<kind>/… for the others."""
    return CORPUS / "truth" / (path.split("/", 1)[1] if kind == "apk" else path)


def main():
    rows, differ, used = collections.defaultdict(collections.Counter), [], set()
    refusals = collections.defaultdict(list)
    for line in (CORPUS / "INDEX.tsv").read_text().splitlines()[1:]:
        kind, path = line.split("\t")[:2]
        row = rows[kind]
        row["files"] += 1
        told = Told(CORPUS / path)
        if told.status not in (0, 2):
            differ.append((path, "exit status", "0 or 2", told.status))
        if told.facts is None:
            row["refused"] += 1
            refusals[kind].append((path, told.words.split("\n")[0]))
            if "error[HG" not in told.words:
                differ.append((path, "refusal", "an error with a code", told.words[:200]))
            continue
        row["read"] += 1
        before = len(differ)
        answers = itertools.chain(JUDGES.get(kind, lambda *_: ())(told, truth_of(kind, path)), of_text(kind, told, CORPUS / path))
        for fact, expected, got in answers:
            row["compared"] += 1
            purpose = next((each for each in PURPOSE if path.endswith(each[0]) and each[1] == fact), None)
            if expected == got:
                continue
            if purpose:
                used.add(purpose)
            else:
                differ.append((path, fact, expected, got))
        row["disagreeing"] += len(differ) > before
    columns = ("files", "read", "refused", "compared", "disagreeing")
    print(f"{'kind':14}" + "".join(f"{name:>13}" for name in columns))
    for kind, row in rows.items():
        print(f"{kind:14}" + "".join(f"{row[name]:>13}" for name in columns))
    if "-v" in sys.argv:
        for kind, each in refusals.items():
            for path, words in each:
                print(f"refused {kind}: {words.replace(str(CORPUS) + '/', '')}")
    for path, fact, expected, got in differ:
        print(f"differs: {path}: {fact}: expected {expected!r}, hegui says {got!r}")
    for unused in set(PURPOSE) - used:
        print(f"agrees now, take it out of PURPOSE: {unused}")
    return 1 if differ or set(PURPOSE) - used else 0


if __name__ == "__main__":
    if not CORPUS:
        print("HEGUI_CORPUS is not set: no real files are compared")
        sys.exit(SKIPPED)
    CORPUS = pathlib.Path(CORPUS)
    sys.exit(main())
