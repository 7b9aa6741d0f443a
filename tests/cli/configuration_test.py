"""Options from files: the nearest wins, the command line over it, and mistakes are told at their place."""
import unittest

from support import AS_OF, MANIFEST, WithFolder, run


class Configuration(WithFolder):
    def setUp(self):
        super().setUp()
        self.write("仓库/.git", "")
        self.manifest = self.write("仓库/应用 一/src/AndroidManifest.xml", MANIFEST)

    def status(self, *flags, **how):
        return run("check", self.manifest, *AS_OF, *flags, **how)[0]

    def test_the_nearest_wins_and_the_command_line_over_it(self):
        self.assertEqual(self.status(), 1)
        self.write("仓库/hegui.config.toml", 'fail-on = "none"\n')
        self.assertEqual(self.status(), 0)
        self.write("仓库/应用 一/hegui.config.toml", 'fail-on = ["none", "security=low"]\n')
        self.assertEqual(self.status(), 1)
        self.assertEqual(self.status("--fail-on", "none"), 0)
        self.assertEqual(self.status("--no-config"), 1)

    def test_a_table_of_the_declaration(self):
        self.write("仓库/hegui.toml", '[subject]\nname = "x"\n[hegui]\nfail-on = "none"\nlang = "zh"\n')
        status, out, err = run("check", str(self.folder / "仓库"), *AS_OF)
        self.assertEqual((status, err), (0, ""))
        self.assertIn("门槛", out)
        other = self.write("别处/ours.toml", '[subject]\nname = "x"\n[hegui]\nlang = "zh"\n')
        self.assertIn("门槛", run("check", other, *AS_OF)[1], "a declaration given by name is asked too")

    def test_not_above_the_repository(self):
        self.write("hegui.config.toml", 'fail-on = "none"\n')
        self.assertEqual(self.status(), 1)

    def test_paths_are_relative_to_the_file(self):
        self.write("仓库/hegui.config.toml", 'baseline = "基线.json"\n')
        baseline = str(self.folder / "仓库/基线.json")
        self.assertEqual(run("check", self.manifest, *AS_OF, "--no-config", "--write-baseline", baseline)[0], 0)
        self.assertEqual(self.status(), 0)

    def test_show_config(self):
        self.write("仓库/hegui.config.toml", '# ours\nfail-on = "none"\nmin-score = 12.5\nstrict = false\n')
        status, out, err = run("check", self.manifest, "--select", "security", "--show-config")
        self.assertEqual((status, err), (0, ""))
        self.assertRegex(out, r"fail-on = none  # .*hegui\.config\.toml:2:1")
        self.assertRegex(out, r"min-score = 12\.5  # .*:3:1")
        self.assertIn("select = security  # command line", out)
        self.assertIn("strict = -  # default", out)
        self.assertIn("# no configuration file", run("check", self.manifest, "--no-config", "--show-config")[1])

    def test_mistakes_are_told_at_their_place(self):
        for text, word in (('fail_on = "none"\n', "did you mean `fail-on`?"), ("min-score = {}\n", "min-score"), ("a = [\n", "error"), ('output = "x"\n', "no option that a configuration may give")):
            self.write("仓库/hegui.config.toml", text)
            status, out, err = run("check", self.manifest)
            self.assertEqual((status, out), (2, ""), text)
            self.assertIn("hegui.config.toml:", err)
            self.assertIn(word, err)
        self.write("仓库/hegui.config.toml", 'lang = "fr"\n')
        status, _, err = run("check", self.manifest)
        self.assertEqual(status, 2)
        self.assertIn("hegui.config.toml", err)

    def test_gates_are_for_check_and_diff(self):
        self.write("hegui.config.toml", 'fail-on = ["none", "security=low"]\nselect = ["SEC-060"]\n')
        status, _, err = run("batch", "-q", "--fail-on", "none", self.manifest, cwd=self.folder)
        self.assertEqual((status, err), (0, ""))
        self.assertGreater(len(run("rules", cwd=self.folder)[1].splitlines()), 40)

    def test_it_serves_other_commands_too(self):
        self.write("hegui.config.toml", 'lang = "zh"\nfail-on = "none"\n')
        self.assertNotEqual(run("explain", "SEC-060", cwd=self.folder)[1], run("explain", "SEC-060", "--no-config", cwd=self.folder)[1])


if __name__ == "__main__":
    unittest.main()
