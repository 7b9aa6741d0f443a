#!/usr/bin/env python3
"""Holds the tree to its own rules: floors of #include lines, file sizes, heavy headers, and legal words only under policy/.

Exit status 1 with one line per breach. The floors are read from the FLOOR arguments of lib/*/CMakeLists.txt, so they stand once.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
HARD_LIMIT = 800
SOFT_LIMIT = 400
HEAVY = {
    "CLI/CLI.hpp": r"^cmd/hegui/",
    "toml++/": r"^lib/base/toml_library\.h$",
    "base/toml_library.h": r"^lib/(read/syntax/toml|vocab/compile/document)\.cc$",
    "nlohmann/json.hpp": r"^(lib/(result|report|read|author|batch|fleet)/[\w/]*\.cc|tests/)",
    "yaml-cpp/": r"^lib/read/syntax/yaml\w*\.cc$",
    "pugixml.hpp": r"^(lib/read/syntax/\w*|tests/bench/read_bench)\.cc$",
    "protozero/": r"^lib/read/syntax/proto_item\.h$",
    "sqlite3.h": r"^lib/store/\w*\.cc$",
    "re2/": r"^(lib/(cel|vocab|policy|read|derive)/[\w/]*\.cc|tests/)",
}
# Names of statutes and clause ids: law belongs to policy/, never to code.
LEGAL = re.compile(r"个人信息保护法|网络安全法|数据安全法|网络数据安全管理条例|\"(pipl|csl|dsl|ndsr|iism|appisr|opinions):\d")


def floors():
    found = {"cmd": 99, "tests": 99}
    for path in (ROOT / "lib").glob("*/CMakeLists.txt"):
        match = re.search(r"FLOOR (\d+)", path.read_text())
        if match:
            found[path.parent.name] = int(match.group(1))
    return found


def main():
    floor = floors()
    breaches, remarks = [], []
    for top in ("lib", "cmd", "tests", "scripts"):
        for path in sorted((ROOT / top).rglob("*")):
            if not path.is_file() or path.suffix not in {".h", ".cc", ".py"}:
                continue
            name = path.relative_to(ROOT).as_posix()
            text = path.read_text(encoding="utf-8")
            lines = text.count("\n")
            if lines > HARD_LIMIT:
                breaches.append(f"{name}: {lines} lines, the hard limit is {HARD_LIMIT}")
            elif lines > SOFT_LIMIT:
                remarks.append(f"{name}: {lines} lines, over the soft limit of {SOFT_LIMIT}")
            if top in ("lib", "cmd") and path.suffix in {".h", ".cc"}:
                for number, line in enumerate(text.splitlines(), 1):
                    if LEGAL.search(line):
                        breaches.append(f"{name}:{number}: a legal word outside policy/")
            for number, line in enumerate(text.splitlines(), 1):
                match = re.match(r'#include [<"]([^">]+)[">]', line)
                if not match:
                    continue
                header = match.group(1)
                for heavy, allowed in HEAVY.items():
                    if header.startswith(heavy) and not re.search(allowed, name):
                        breaches.append(f"{name}:{number}: includes {header}, which only {allowed} may")
                folder = header.split("/")[0]
                own = name.split("/")[1] if top == "lib" else top
                if top != "lib" or folder not in floor or folder == own:
                    continue
                if floor[folder] >= floor.get(own, 99):
                    breaches.append(f"{name}:{number}: lib/{own} (floor {floor.get(own)}) includes lib/{folder} (floor {floor[folder]})")
    for remark in remarks:
        print("note:", remark)
    for breach in breaches:
        print("error:", breach)
    print(f"structure: {len(breaches)} breaches, {len(remarks)} files over the soft limit")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
