"""Other tools over the same inputs in the same run, one after the other with hegui. Those that are not installed are skipped aloud."""
import pathlib
import shutil

from measure import listed, median, spend

RULES = pathlib.Path(__file__).resolve().parent / "peers_rules"
ANDROGUARD = "import sys\nfrom androguard.core.apk import APK\nfrom loguru import logger\nlogger.disable('androguard')\n" \
             "for line in sys.stdin:\n  try:\n    package = APK(line.rstrip())\n    package.get_permissions(), package.get_signature_names(), package.get_target_sdk_version()\n  except Exception: pass\n"


def compare(say, what, ours, theirs, rounds, same=None):
    """`ours` and `theirs` are arguments of `spend`; with `same` hegui judges only what the peer is asked for."""
    found = [(spend(*ours).processor, spend(*theirs).processor, spend(*same).processor if same else 0) for _ in range(rounds)]
    ours, theirs = median(a for a, _, _ in found), median(b for _, b, _ in found)
    figure = f"{median(b / a for a, b, _ in found):,.1f}x the processor time of hegui ({theirs:.2f} s and {ours:.2f} s)"
    if same:
        figure += f", {median(b / c for _, b, c in found):,.1f}x that of hegui with these rules alone"
    say(what, figure + (", one round" if rounds == 1 else ""), "")


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
        compare(say, "aapt2 dump badging, a process per package", (["xargs", "-d", "\n", "-a", names, "-n", "1", hegui, "batch", "-q"],),
                (["xargs", "-d", "\n", "-a", names, "-n", "1", program, "dump", "badging"],), rounds)

    def greenlight(program):
        names = listed(packages, folder / "each-package")
        compare(say, "greenlight playscan, a process per package", (["xargs", "-d", "\n", "-a", names, "-n", "1", hegui, "batch", "-q"],),
                (["xargs", "-d", "\n", "-a", names, "-n", "1", program, "playscan", "--format", "json", "--apk"],), rounds)

    def androguard(program):
        names, script = listed(packages, folder / "packages"), folder / "ask_androguard.py"
        script.write_text(ANDROGUARD)
        compare(say, "androguard: manifest, permissions, signatures of the packages", (batch, names), ([pathlib.Path(program).parent / "python3", script], names, (0,)), min(rounds, 2))

    def mobsfscan(program):
        tree = folder / "mobsfscan"
        for n, path in enumerate(manifests[:200]):
            (tree / str(n)).mkdir(parents=True)
            shutil.copyfile(path, tree / str(n) / "AndroidManifest.xml")
        what = f"mobsfscan over {min(200, len(manifests))} manifests"
        if not shutil.which("unshare"):
            return say(what, "skipped: it asks the hosts of app links, and without unshare it cannot be kept from the network", "")
        compare(say, what, ([hegui, "batch", tree, "-q", "--jobs", "1"],), (["unshare", "--map-root-user", "--net", program, "--json", tree],), min(rounds, 2))

    def spectral(program):
        names = listed(descriptions, folder / "descriptions")
        compare(say, f"Spectral over {len(descriptions)} OpenAPI descriptions, two of our rules", (batch, names),
                (["xargs", "-d", "\n", "-a", names, program, "lint", "--quiet", "--ruleset", RULES / "spectral.yaml"],), min(rounds, 2),
                ([*batch, "--select", "SEC-133,SEC-134"], names))

    def conftest(program):
        names = listed(manifests, folder / "manifests")
        compare(say, f"Conftest over {len(manifests)} manifests, three of our rules", (batch, names),
                (["xargs", "-d", "\n", "-a", names, program, "test", "--parser", "xml", "--policy", RULES / "conftest"],), min(rounds, 2),
                ([*batch, "--select", "SEC-060,SEC-062,SEC-069"], names))

    def checkov(program):
        compare(say, "Checkov: start-up", ([hegui, "batch", manifests[0], "-q"],), ([program, "--version"],), min(rounds, 3))

    with_tool("aapt2", "aapt2 dump badging", packages, aapt2)
    with_tool("greenlight", "greenlight", packages, greenlight)
    with_tool("androguard", "androguard", packages, androguard)
    with_tool("mobsfscan", "mobsfscan", manifests, mobsfscan)
    with_tool("spectral", "Spectral", descriptions, spectral)
    with_tool("conftest", "Conftest", manifests, conftest)
    with_tool("checkov", "Checkov: start-up", manifests, checkov)
