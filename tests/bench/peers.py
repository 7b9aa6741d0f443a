"""Other tools over the same inputs in the same run, one after the other with hegui. Those that are not installed are skipped aloud."""
import pathlib
import shutil

from measure import listed, median, spend

RULES = pathlib.Path(__file__).resolve().parent / "peers_rules"
ANDROGUARD = "import sys\nfrom androguard.core.apk import APK\nfrom loguru import logger\nlogger.disable('androguard')\n" \
             "for line in sys.stdin:\n  try:\n    package = APK(line.rstrip())\n    package.get_permissions(), package.get_signature_names(), package.get_target_sdk_version()\n  except Exception: pass\n"


def compare(say, what, ours, theirs, rounds):
    """`ours` and `theirs` are arguments of `spend`."""
    pairs = [(spend(*ours).processor, spend(*theirs).processor) for _ in range(rounds)]
    say(what, f"{median(b / a for a, b in pairs):,.1f}x the processor time of hegui ({median(b for _, b in pairs):.2f} s and {median(a for a, _ in pairs):.2f} s)", "")


def peers(say, hegui, manifests, packages, descriptions, folder, rounds):
    batch = [hegui, "batch", "-", "-q", "--jobs", "1"]

    def with_tool(tool, what, have, run):
        program = shutil.which(tool)
        if program and have:
            run(program)
        else:
            say(what, "skipped: " + ("no inputs for it were given" if program else f"{tool} is not installed here"), "")

    def aapt2(program):
        names = listed(packages, folder / "each-package")
        compare(say, "aapt2 dump badging, a process per package", (["xargs", "-a", names, "-n", "1", hegui, "batch", "-q"],),
                (["xargs", "-a", names, "-n", "1", program, "dump", "badging"],), rounds)

    def androguard(program):
        names, script = listed(packages, folder / "packages"), folder / "ask_androguard.py"
        script.write_text(ANDROGUARD)
        compare(say, "androguard: manifest, permissions, signatures of the packages", (batch, names), ([pathlib.Path(program).parent / "python3", script], names, (0,)), min(rounds, 2))

    def mobsfscan(program):
        tree = folder / "mobsfscan"
        for n, path in enumerate(manifests[:200]):
            (tree / str(n)).mkdir(parents=True)
            shutil.copyfile(path, tree / str(n) / "AndroidManifest.xml")
        compare(say, "mobsfscan over 200 manifests", ([hegui, "batch", tree, "-q", "--jobs", "1"],), ([program, "--json", tree],), min(rounds, 2))

    def spectral(program):
        names = listed(descriptions, folder / "descriptions")
        compare(say, f"Spectral over {len(descriptions)} OpenAPI descriptions, two of our rules", (batch, names),
                (["xargs", "-a", names, program, "lint", "--quiet", "--ruleset", RULES / "spectral.yaml"],), min(rounds, 2))

    def conftest(program):
        names = listed(manifests, folder / "manifests")
        compare(say, f"Conftest over {len(manifests)} manifests, three of our rules", (batch, names),
                (["xargs", "-a", names, program, "test", "--parser", "xml", "--policy", RULES / "conftest"],), min(rounds, 2))

    def checkov(program):
        compare(say, "Checkov: start-up", ([hegui, "batch", manifests[0], "-q"],), ([program, "--version"],), min(rounds, 3))

    with_tool("aapt2", "aapt2 dump badging", packages, aapt2)
    with_tool("androguard", "androguard", packages, androguard)
    with_tool("mobsfscan", "mobsfscan", manifests, mobsfscan)
    with_tool("spectral", "Spectral", descriptions, spectral)
    with_tool("conftest", "Conftest", manifests, conftest)
    with_tool("checkov", "Checkov: start-up", manifests, checkov)
