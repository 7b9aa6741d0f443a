#!/usr/bin/env bash
# Whole-process time of `hegui check` on one text manifest beside the floor, an empty process, run in turn; and peak memory.
# Usage: tests/bench/startup.sh [path to hegui] [manifest] [runs]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
hegui=${1:-build/release/cmd/hegui/hegui}
manifest=${2:-testdata/demo/ride/AndroidManifest.xml}
runs=${3:-41}
python3 - "$hegui" "$manifest" "$runs" <<'PY'
import os, statistics, subprocess, sys, time
hegui, manifest, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
def once(command):
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return (time.perf_counter() - begin) * 1000, usage.ru_maxrss / 1024
check = [hegui, "check", manifest, "--fail-on", "none"]
pairs = [(once(["/bin/true"]), once(check)) for _ in range(runs)]
floor = statistics.median(a[0] for a, _ in pairs)
ours = statistics.median(b[0] for _, b in pairs)
over = statistics.median(b[0] - a[0] for a, b in pairs)
print(f"/bin/true {floor:.2f} ms, hegui check {ours:.2f} ms, over the floor {over:.2f} ms (median of {runs} pairs); peak {max(b[1] for _, b in pairs):.1f} MiB")
PY
