"""The command line's own papers: help, completions, the manual page."""
import re
import shutil
import subprocess
import unittest

from support import HEGUI, ROOT, run


class Documents(unittest.TestCase):
    def commands(self):
        return re.findall(r"^  ([a-z]+) ", run("--help")[1], re.M)

    def test_every_command_has_help_with_an_example(self):
        names = self.commands()
        self.assertIn("diff", names)
        for name in names:
            status, out, _ = run(name, "--help")
            self.assertEqual(status, 0)
            if name == "policy":
                out = run("policy", "check", "--help")[1] + run("policy", "test", "--help")[1]
            self.assertIn("Example", out, name)
            self.assertIn(f"  hegui {name}", out)

    def test_completions_and_manual_know_every_option(self):
        manual = run("man")[1].replace("\\-", "-")
        scripts = {shell: run("completion", shell)[1] for shell in ("bash", "zsh", "fish")}
        for name in self.commands():
            for option in set(re.findall(r"--[a-z][a-z-]+", re.sub(r"(?s)\n(Examples?|Exit status).*", "", run(name, "--help")[1]))):
                self.assertIn(option, manual)
                for shell, text in scripts.items():
                    self.assertIn(option[2:] if shell == "fish" else option, text, shell)

    def complete(self, *words):
        script = 'eval "$("$0" completion bash)"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _hegui; printf "%s\\n" "${COMPREPLY[@]}"'
        done = subprocess.run(["bash", "--norc", "-c", script, HEGUI, *words], capture_output=True, text=True, cwd=ROOT)
        self.assertEqual(done.stderr, "")
        return done.stdout.split()

    @unittest.skipUnless(shutil.which("bash"), "bash is not installed")
    def test_bash_completes(self):
        self.assertIn("check", self.complete("hegui", ""))
        self.assertEqual(self.complete("hegui", "check", "--write-b"), ["--write-baseline"])
        self.assertIn("sarif", self.complete("hegui", "check", "x.xml", "--format", "s"))
        self.assertEqual(self.complete("hegui", "policy", "te"), ["test"])
        self.assertEqual(self.complete("hegui", "--lang", ""), ["zh", "en"])
        self.assertEqual(self.complete("hegui", "schema", "pol"), ["policy"])

    def test_the_other_shells_take_their_scripts(self):
        for shell, check in (("zsh", ["zsh", "-f", "-n"]), ("fish", ["fish", "--no-execute"])):
            with self.subTest(shell):
                if not shutil.which(shell):
                    self.skipTest(f"{shell} is not installed")
                done = subprocess.run([*check, "/dev/stdin"], input=run("completion", shell)[1], capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
        if shutil.which("fish"):
            done = subprocess.run(["fish", "--no-config", "-c", f"'{HEGUI}' completion fish | source; complete -C 'hegui check --write-b'; complete -C 'hegui schema '"],
                                  capture_output=True, text=True)
            self.assertIn("--write-baseline", done.stdout)
            self.assertIn("declaration", done.stdout)

    @unittest.skipUnless(shutil.which("groff"), "groff is not installed")
    def test_the_manual_is_one(self):
        done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-K", "utf8"], input=run("man")[1].encode(), capture_output=True)
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
        page = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", done.stdout.decode())
        for word in ("--write-baseline", "SOURCE_DATE_EPOCH", "hegui diff app-5.1.apk app-5.2.apk", "EXIT STATUS"):
            self.assertIn(word, page.replace("\u2010", "-").replace("\u2212", "-"))


if __name__ == "__main__":
    unittest.main()
