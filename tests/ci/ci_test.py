"""The files a team copies, run as far as they can be here: the GitHub Action's script, the GitLab job, pre-commit, the schemas by ajv,
installing and packaging. What is not installed is skipped, and said."""
import glob
import json
import os
import pathlib
import re
import shutil
import subprocess
import tarfile
import tempfile
import tomllib
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
HEGUI = os.environ["HEGUI"]
BUILD = os.environ["HEGUI_BUILD"]
SAMPLE = ROOT / "testdata/sample-repo"

try:
    import yaml
except ImportError:
    yaml = None


def clean_environment(**more):
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "GITHUB_", "HEGUI_"))}
    return {**environment, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1795500000", "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com", **more}


class WithRepository(unittest.TestCase):
    """A copy of the sample repository under a name with a space and Chinese characters."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hegui ci 测试 "))
        self.addCleanup(shutil.rmtree, self.folder)
        self.repository = self.folder / "示例 repo"
        shutil.copytree(SAMPLE, self.repository)
        # hegui by its name, as on an agent where it is installed.
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        (self.bin / "hegui").symlink_to(HEGUI)
        self.path = f"{self.bin}:{os.environ['PATH']}"

    def commit(self):
        for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "sample"]):
            subprocess.run(["git", "-C", str(self.repository), *words], check=True, env=clean_environment())


class Sample(WithRepository):
    def check(self, *flags):
        return subprocess.run([HEGUI, "check", ".", *flags], cwd=self.repository, capture_output=True, text=True, env=clean_environment())

    def test_it_passes_with_its_own_files(self):
        done = self.check()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("示例便签", done.stdout)
        self.assertIn("基线已有", done.stdout)

    def test_a_new_permission_without_a_purpose_fails_it(self):
        manifest = self.repository / "app/src/main/AndroidManifest.xml"
        manifest.write_text(manifest.read_text().replace('android:usesCleartextTraffic="false"', 'android:usesCleartextTraffic="false" android:debuggable="true"'))
        done = self.check()
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn("SEC-060", done.stdout)

    def test_its_baseline_is_current(self):
        target = self.folder / "again.json"
        self.check("--write-baseline", str(target), "--no-config")
        self.assertEqual(json.loads(target.read_text()), json.loads((SAMPLE / "hegui-baseline.json").read_text()),
                         "the rules have changed: in testdata/sample-repo run hegui check . --no-config --write-baseline hegui-baseline.json")


class Yaml(unittest.TestCase):
    def load(self, path):
        if yaml is None:
            self.skipTest("python3-yaml is not installed")
        return yaml.safe_load((ROOT / path).read_text())

    def test_the_action(self):
        action = self.load("action.yml")
        self.assertEqual(action["runs"]["using"], "composite")
        step = action["runs"]["steps"][0]
        self.assertNotIn("${{", step["run"], "inputs are no part of a command")
        for name in action["inputs"]:
            self.assertIn(f"inputs.{name} }}}}", " ".join(step["env"].values()))
        script = (ROOT / "scripts/ci/github").read_text()
        for variable in step["env"]:
            self.assertIn(variable, script)
        self.assertTrue(os.access(ROOT / "scripts/ci/github", os.X_OK))

    def test_the_workflow_names_only_inputs_and_outputs_that_exist(self):
        action = self.load("action.yml")
        steps = self.load("testdata/sample-repo/.github/workflows/compliance.yml")["jobs"]["hegui"]["steps"]
        ours = next(step for step in steps if step.get("id") == "hegui")
        self.assertLessEqual(set(ours["with"]), set(action["inputs"]))
        for output in re.findall(r"steps\.hegui\.outputs\.([\w-]+)", str(steps)):
            self.assertIn(output, action["outputs"])

    def test_the_hooks(self):
        hooks = self.load(".pre-commit-hooks.yaml")
        self.assertEqual([hook["id"] for hook in hooks], ["hegui", "hegui-system"])
        for hook in hooks:
            for name in ("AndroidManifest.xml", "a b/hegui.toml", "app/src/main/AndroidManifest.xml"):
                self.assertRegex(name, hook["files"])
            self.assertNotRegex("README.md", hook["files"])
        used = {hook["id"] for repo in self.load("testdata/sample-repo/.pre-commit-config.yaml")["repos"] for hook in repo["hooks"]}
        self.assertLessEqual(used, {hook["id"] for hook in hooks})


class GitHub(WithRepository):
    def action(self, **inputs):
        summary, output = self.folder / "summary", self.folder / "output"
        environment = clean_environment(PATH=self.path, GITHUB_STEP_SUMMARY=str(summary), GITHUB_OUTPUT=str(output), GITHUB_ACTIONS="true", CI="true", **inputs)
        done = subprocess.run([str(ROOT / "scripts/ci/github")], cwd=self.repository, env=environment, capture_output=True, text=True)
        read = lambda path: path.read_text() if path.exists() else ""
        return done, read(summary), dict(line.split("=", 1) for line in read(output).splitlines())

    def test_it_annotates_and_summarises(self):
        done, summary, output = self.action(HEGUI_OPTIONS="--no-config\n--lang=en\n--fail-on=medium", HEGUI_SARIF="结果 1.sarif")
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("::warning file=app/src/main/AndroidManifest.xml,line=", done.stdout)
        self.assertIn("exit 1", done.stdout.strip().splitlines()[-1])
        self.assertIn("## hegui", summary)
        self.assertEqual(output, {"sarif": "结果 1.sarif", "exit-status": "1"})
        self.assertEqual(json.loads((self.repository / "结果 1.sarif").read_text())["version"], "2.1.0")

    def test_its_inputs_are_words_not_commands(self):
        done, _, output = self.action(HEGUI_PATHS="no such; touch written\n$(touch written)\n--output=written", HEGUI_OPTIONS="")
        self.assertEqual((done.returncode, output["exit-status"]), (2, "2"))
        self.assertFalse((self.repository / "written").exists())

    def test_it_compares_with_a_revision(self):
        self.commit()
        manifest = self.repository / "app/src/main/AndroidManifest.xml"
        manifest.write_text(manifest.read_text().replace("permission.CAMERA", "permission.READ_CONTACTS"))
        done, summary, _ = self.action(HEGUI_AGAINST="HEAD", HEGUI_OPTIONS="--fail-on=none")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("READ_CONTACTS", summary[summary.index("hegui diff"):])

    def test_a_summary_that_is_too_long_is_cut_aloud(self):
        long = self.folder / "long"
        long.write_text('#!/bin/sh\nfor word; do case $word in --output=*summary.md) yes -- "- row" | head -c 900000 >"${word#--output=}" ;; esac; done\n')
        long.chmod(0o755)
        done, summary, _ = self.action(HEGUI_BINARY=str(long))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertLess(len(summary), 1_000_000)
        self.assertIn("longer than a summary may be", summary)


class GitLab(WithRepository):
    @unittest.skipIf(yaml is None, "python3-yaml is not installed")
    def test_the_job_runs_and_leaves_its_reports(self):
        template = yaml.safe_load((ROOT / "scripts/ci/gitlab.yml").read_text())
        job = {**template[".hegui"], **{key: value for key, value in yaml.safe_load((SAMPLE / ".gitlab-ci.yml").read_text())["compliance"].items() if key != "extends"}}
        environment = clean_environment(PATH=self.path, CI="true", **{key: str(value) for key, value in job["variables"].items()})
        done = subprocess.run(["bash", "-eo", "pipefail", "-c", "\n".join(job["script"])], cwd=self.repository, env=environment, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        reports = job["artifacts"]["reports"]
        self.assertIsInstance(json.loads((self.repository / reports["codequality"]).read_text()), list)
        self.assertIn("<testsuites", (self.repository / reports["junit"]).read_text())
        self.assertTrue((self.repository / job["artifacts"]["paths"][0]).exists())


class Jenkins(WithRepository):
    def test_its_command_leaves_what_its_steps_read(self):
        for path in (ROOT / "scripts/ci/Jenkinsfile", SAMPLE / "Jenkinsfile"):
            text = path.read_text()
            self.assertEqual(text.count("{"), text.count("}"))
            command = re.search(r"sh '([^']+)'", text).group(1)
            done = subprocess.run(["sh", "-c", command], cwd=self.repository, env=clean_environment(PATH=self.path), capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            for name in re.findall(r"(?:junit |pattern: )'([^']+)'", text):
                self.assertTrue((self.repository / name).exists(), name)


class PreCommit(WithRepository):
    @unittest.skipUnless(shutil.which("pre-commit") and shutil.which("git"), "pre-commit is not installed")
    def test_the_hook_passes_and_fails(self):
        self.commit()
        hooks = self.folder / "hooks"
        hooks.mkdir()
        shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
        for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "hooks"]):
            subprocess.run(["git", "-C", str(hooks), *words], check=True, env=clean_environment())
        environment = clean_environment(PATH=self.path, PRE_COMMIT_HOME=str(self.folder / "cache"))
        run = lambda: subprocess.run(["pre-commit", "try-repo", str(hooks), "hegui-system", "--all-files"], cwd=self.repository, env=environment, capture_output=True, text=True)
        done = run()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("Passed", done.stdout)
        manifest = self.repository / "app/src/main/AndroidManifest.xml"
        manifest.write_text(manifest.read_text().replace("<application", '<application android:debuggable="true"'))
        done = run()
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("退出码 1", done.stdout)


class Schemas(unittest.TestCase):
    """By ajv of npm, which is fetched once into the build folder."""

    @classmethod
    def setUpClass(cls):
        cls.modules = pathlib.Path(BUILD) / "ajv"
        if not (shutil.which("node") and shutil.which("npm")):
            raise unittest.SkipTest("node and npm are not installed")
        if not (cls.modules / "node_modules/ajv-draft-04").exists():
            cls.modules.mkdir(parents=True, exist_ok=True)
            done = subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit", "ajv@8", "ajv-formats@3", "ajv-draft-04@1"], cwd=cls.modules, capture_output=True, text=True, timeout=240)
            if done.returncode != 0:
                raise unittest.SkipTest("npm cannot fetch ajv: " + done.stderr.strip()[:200])

    def validate(self, what, documents):
        """What ajv says of each document: an empty list where it is valid. `what`: a name that `hegui schema` knows, or a schema."""
        schema = what if isinstance(what, dict) else json.loads(subprocess.run([HEGUI, "schema", what], capture_output=True, check=True).stdout)
        done = subprocess.run(["node", str(pathlib.Path(__file__).parent / "validate.cjs")], cwd=self.modules, capture_output=True, text=True,
                              input=json.dumps({"schema": schema, "documents": documents}, default=str))
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_declarations(self):
        files = [SAMPLE / "hegui.toml", ROOT / "testdata/demo/ride/hegui.toml"]
        good = [tomllib.loads(path.read_text()) for path in files]
        draft = subprocess.run([HEGUI, "init", "-o", "-"], capture_output=True, text=True, check=True, env=clean_environment()).stdout
        good.append(tomllib.loads(re.sub(r"(?m)^#(?! )", "", draft)))
        self.assertEqual(self.validate("declaration", good), [[]] * len(good))
        bad = [{"subject": {"nmae": "x"}}, {"waiver": [{"rule": "x"}]}, {"evidence": [{"fact": "policy.url"}]},
               {"evidence": [{"fact": "policy.url", "file": "x", "sha256": "abc", "who": "a", "when": "2026-01-01"}]}, {"operator": 1}]
        self.assertTrue(all(self.validate("declaration", bad)))

    def test_every_file_of_the_policy(self):
        files = sorted(path for path in glob.glob(str(ROOT / "policy/**/*.toml"), recursive=True) if "/coverage/" not in path)
        self.assertGreater(len(files), 100)
        answers = self.validate("policy", [tomllib.loads(pathlib.Path(path).read_text()) for path in files])
        self.assertEqual([(path, errors) for path, errors in zip(files, answers) if errors], [])
        rule = next(tomllib.loads(pathlib.Path(path).read_text()) for path in files if "/rules/" in path)
        bad = [{"rules": []}, {"rule": [{**rule["rule"][0], "severity": "grave"}]}, {"rule": [{**rule["rule"][0], "requires": "true"}]}, {"pack": {"id": "x"}},
               {"rule": [{key: value for key, value in rule["rule"][0].items() if key != "fix"}]}]
        self.assertTrue(all(self.validate("policy", bad)))

    def test_reports_and_facts(self):
        run = lambda *words: json.loads(subprocess.run([HEGUI, *words], cwd=ROOT, capture_output=True, env=clean_environment()).stdout)
        self.assertEqual(self.validate("report", [run("check", "testdata/demo/ride", "--format", "json"), run("check", "testdata/sample-repo", "--format", "json")]), [[], []])
        self.assertEqual(self.validate("facts", [run("facts", "testdata/demo/ride", "--format", "json")]), [[]])


    def test_comparisons(self):
        run = lambda *words: json.loads(subprocess.run([HEGUI, "diff", *words, "--format", "json"], cwd=ROOT, capture_output=True, env=clean_environment()).stdout)
        ride, news = "testdata/products/ride/", "testdata/products/news/"
        documents = [run(ride + "good", ride + "bad"), run(ride + "bad", ride + "good"), run(ride + "good", ride + "good"), run(ride + "good", news + "good")]
        self.assertTrue(documents[0]["subjects"][0]["failed"] and documents[0]["subjects"][0]["facts"], "there is something to validate")
        self.assertTrue(documents[1]["subjects"][0]["fixed"])
        self.assertEqual(self.validate("diff", documents), [[]] * len(documents))
        bad = [{**documents[0], "subjects": [{**documents[0]["subjects"][0], "facts": [{"path": "x"}]}]}, {**documents[0], "format_version": 2}, {**documents[0], "more": 1}]
        self.assertTrue(all(self.validate("diff", bad)))

    def sarif_schema(self):
        """The official schema, as the package of its authors carries it."""
        target = self.modules / "package/lib/schemas/sarif-2.1.0-rtm.5.json"
        if not target.exists():
            done = subprocess.run(["npm", "pack", "--silent", "@microsoft/jest-sarif@1.0.0-beta.0"], cwd=self.modules, capture_output=True, text=True, timeout=240)
            if done.returncode != 0:
                self.skipTest("npm cannot fetch the schema of SARIF: " + done.stderr.strip()[:200])
            with tarfile.open(self.modules / done.stdout.strip().splitlines()[-1]) as archive:
                archive.extractall(self.modules, members=[member for member in archive if member.name == "package/lib/schemas/sarif-2.1.0-rtm.5.json"])
        return json.loads(target.read_text())

    def test_sarif_by_the_official_schema(self):
        schema = self.sarif_schema()
        run = lambda *words: json.loads(subprocess.run([HEGUI, *words, "--format", "sarif"], cwd=ROOT, capture_output=True, env=clean_environment()).stdout)
        broken = pathlib.Path(tempfile.mkdtemp(prefix="hegui sarif 测试 "))
        self.addCleanup(shutil.rmtree, broken)
        (broken / "AndroidManifest.xml").write_text("<manifest")
        logs = [run("check", "testdata/products/ride/bad", "--lang", language) for language in ("zh", "en")]
        logs += [run("check", "testdata/demo/ride"), run("check", "testdata/sample-repo", "--baseline", "testdata/sample-repo/hegui-baseline.json"),
                 run("check", str(broken)), run("diff", "testdata/products/ride/bad", "testdata/products/ride/good")]
        logs += [json.loads(path.read_text()) for path in sorted((ROOT / "testdata/report").glob("*.sarif"))]
        self.assertEqual(self.validate(schema, logs), [[]] * len(logs))
        self.assertTrue(all(self.validate(schema, [{**logs[0], "version": "2.0.0"}, {**logs[0], "runs": [{"results": []}]}])))

        results = [result for log in logs for result in log["runs"][0]["results"]]
        self.assertTrue(any("suppressions" in result for result in results))
        self.assertLessEqual({"unchanged", "absent"}, {result.get("baselineState") for result in results})
        for rule in logs[0]["runs"][0]["tool"]["driver"]["rules"]:
            self.assertRegex(rule["help"]["text"], "[\u4e00-\u9fff]")
            self.assertRegex(rule["help"]["text"], "[a-z]{3}")
            self.assertTrue(rule["relationships"], rule["id"])

    def test_gitlab_by_what_its_documentation_asks(self):
        schema = {"type": "array", "items": {"type": "object", "required": ["description", "check_name", "fingerprint", "severity", "location"], "properties": {
            "description": {"type": "string", "minLength": 1}, "check_name": {"type": "string", "minLength": 1}, "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {"type": "object", "required": ["path", "lines"], "properties": {
                "path": {"type": "string", "minLength": 1, "pattern": "^(?!\\./)"},
                "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}}}}}}}
        run = lambda *words: json.loads(subprocess.run([HEGUI, "check", *words, "--format", "gitlab"], cwd=ROOT, capture_output=True, env=clean_environment()).stdout)
        documents = [run("testdata/products/ride/bad"), run("testdata/demo/ride")]
        self.assertTrue(all(documents))
        self.assertEqual(self.validate(schema, documents), [[], []])
        for issues in documents:
            self.assertEqual(len({issue["fingerprint"] for issue in issues}), len(issues))


class JUnit(unittest.TestCase):
    @unittest.skipUnless(shutil.which("xmllint"), "xmllint is not installed")
    def test_by_its_schema(self):
        run = lambda *words: subprocess.run([HEGUI, "check", *words, "--format", "junit"], cwd=ROOT, capture_output=True, env=clean_environment()).stdout
        reports = [run("testdata/products/ride/bad"), run("testdata/demo/ride", "testdata/sample-repo"), run("no such file")]
        reports += [path.read_bytes() for path in sorted((ROOT / "testdata/report").glob("*.junit.xml"))]
        validate = lambda report: subprocess.run(["xmllint", "--noout", "--schema", str(pathlib.Path(__file__).parent / "junit.xsd"), "-"], input=report, capture_output=True)
        for report in reports:
            done = validate(report)
            self.assertEqual(done.returncode, 0, done.stderr[-800:])
        self.assertNotEqual(validate(reports[0].replace(b"<testcase ", b"<test-case ", 1)).returncode, 0)


class Install(unittest.TestCase):
    FILES = ["usr/local/bin/hegui", "usr/local/share/man/man1/hegui.1", "usr/local/share/bash-completion/completions/hegui",
             "usr/local/share/zsh/vendor-completions/_hegui", "usr/local/share/fish/vendor_completions.d/hegui.fish"]

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hegui install "))
        self.addCleanup(shutil.rmtree, self.folder)
        if not (pathlib.Path(BUILD) / "documents/hegui.1").exists():
            self.skipTest("the target `documents` is not built")

    def test_into_a_staging_folder(self):
        done = subprocess.run(["cmake", "--install", BUILD], env={**os.environ, "DESTDIR": str(self.folder)}, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        for name in self.FILES:
            self.assertGreater((self.folder / name).stat().st_size, 100, name)
        done = subprocess.run([str(self.folder / self.FILES[0]), "--version"], capture_output=True, text=True)
        self.assertRegex(done.stdout, r"^hegui \d")
        self.assertEqual((self.folder / self.FILES[1]).read_text(), subprocess.run([HEGUI, "man"], capture_output=True, text=True).stdout)

    @unittest.skipUnless(all(map(shutil.which, ["cpack", "dpkg-shlibdeps", "file"])), "cpack, dpkg-shlibdeps or file is not installed")
    def test_as_a_package(self):
        done = subprocess.run(["cpack", "--config", f"{BUILD}/CPackConfig.cmake", "-G", "DEB", "-B", str(self.folder)], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        package = next(self.folder.glob("hegui_*.deb"))
        listing = subprocess.run(["dpkg-deb", "-c", str(package)], capture_output=True, text=True, check=True).stdout
        for name in self.FILES:
            self.assertIn("./" + name.replace("usr/local", "usr"), listing)
        fields = subprocess.run(["dpkg-deb", "-f", str(package)], capture_output=True, text=True, check=True).stdout
        self.assertIn("Package: hegui\n", fields)
        self.assertRegex(fields, r"Depends: .*libc6")


if __name__ == "__main__":
    unittest.main()
