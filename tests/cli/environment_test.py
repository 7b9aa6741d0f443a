"""What surrounds a call: terminals, the day, the working folder, names of any kind, standard input."""
import json
import os
import subprocess
import unittest

from support import DEMO, HEGUI, MANIFEST, ROOT, WithFolder, open_terminal, run


def run_in_terminal(*arguments, env=None):
    """Standard output of hegui when it is a terminal."""
    environment = {**{key: value for key, value in os.environ.items() if key not in ("CI", "NO_COLOR")}, "LC_ALL": "C.UTF-8", "TERM": "xterm", **(env or {})}
    controller, terminal = open_terminal()
    process = subprocess.Popen([HEGUI, *arguments], stdout=terminal, stderr=subprocess.DEVNULL, cwd=ROOT, env=environment)
    os.close(terminal)
    out = b""
    while True:
        try:
            block = os.read(controller, 65536)
        except OSError:
            break
        if not block:
            break
        out += block
    os.close(controller)
    process.wait()
    return out.decode()


class Environment(WithFolder):
    def test_colour_on_a_terminal_only_for_people(self):
        self.assertIn("\x1b[", run_in_terminal("check", DEMO))
        for env in ({"NO_COLOR": "1"}, {"CI": "true"}, {"TERM": "dumb"}):
            self.assertNotIn("\x1b[", run_in_terminal("check", DEMO, env=env), env)
        self.assertIn("\x1b[", run_in_terminal("check", DEMO, env={"CI": "false", "NO_COLOR": ""}))
        self.assertIn("\x1b[", run("check", DEMO, "--color", "always", env={"NO_COLOR": "1"})[1])

    def test_source_date_epoch_is_the_day(self):
        day = lambda *flags, **env: json.loads(run("check", DEMO, "--format", "json", *flags, env=env)[1])["as_of"]
        self.assertEqual(day(SOURCE_DATE_EPOCH="1767225599"), "2025-12-31")
        self.assertEqual(day(SOURCE_DATE_EPOCH="1767225600"), "2026-01-01")
        self.assertEqual(day("--as-of", "2026-02-03", SOURCE_DATE_EPOCH="1767225600"), "2026-02-03")
        for wrong in ("yesterday", "-1", "99999999999999999999"):
            status, out, err = run("check", DEMO, env={"SOURCE_DATE_EPOCH": wrong})
            self.assertEqual((status, out), (2, ""))
            self.assertIn("SOURCE_DATE_EPOCH", err)

    def test_places_below_the_working_folder_are_told_without_a_dot(self):
        self.write("app/AndroidManifest.xml", MANIFEST)
        report = json.loads(run("check", ".", "--format", "json", cwd=self.folder)[1])
        self.assertEqual([given["path"] for given in report["subjects"][0]["inputs"]], ["app/AndroidManifest.xml"])

    def test_a_name_with_spaces_and_chinese_on_every_way(self):
        path = self.write("我的 应用/清单 文件.xml", MANIFEST)
        for arguments in (["check", path], ["facts", path], [path], ["diff", path, path]):
            status, out, err = run(*arguments)
            self.assertIn(status, (0, 1), (arguments, err))
        self.assertIn("清单 文件.xml:5:", run("check", path)[1])
        target = self.folder / "输出 目录"
        target.mkdir()
        run("check", path, "--format", "json", "-o", str(target / "结果 1.json"))
        json.loads((target / "结果 1.json").read_text())
        init = target / "申报 表.toml"
        self.assertEqual(run("init", path, "-o", str(init))[0], 0)
        self.assertEqual(run("check", str(init), "--fail-on", "none")[0], 0)

    def test_standard_input_among_files(self):
        declaration = self.write("hegui.toml", '[subject]\nname = "甲"\n')
        status, out, err = run("check", "-", declaration, "--fail-on", "none", stdin=MANIFEST.encode())
        self.assertEqual(status, 0, err)
        self.assertIn("甲", out)
        self.assertEqual(run("check", "-", stdin=b"")[0], 2)


if __name__ == "__main__":
    unittest.main()
