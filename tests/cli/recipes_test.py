"""The recipes of scripts/catalogues.md as they stand there, as far as one machine can run them: GNU parallel itself; what Slurm and Kubernetes would start, with
the variables they set. Every part is made, and together they are the whole."""
import os
import re
import shutil
import subprocess
import unittest

from batch_test import HEGUI, ROOT, WithFolder, run, subjects

PAGE = (ROOT / "scripts/catalogues.md").read_text()


class Recipes(WithFolder):
    def setUp(self):
        super().setUp()
        self.fleet(60)
        shutil.move(self.folder / "apps", self.folder / "manifests")
        for name in "bin", "out", "scratch":
            (self.folder / name).mkdir()
        os.symlink(HEGUI, self.folder / "bin/hegui")
        self.whole = {line["id"]: line for line in subjects(run("batch", str(self.folder / "manifests"), "-q", "--as-of", "2026-11-24")[1])}

    def recipe(self, language, place, mark=""):
        """A block of code below a heading, at home in this folder."""
        section = PAGE.split(f"## {place}\n")[1].split("\n## ")[0]
        code = re.search(rf"```{language}\n(.*?)```", section, re.S)[1]
        self.assertIn(mark, code)
        # The folder's name has blanks and the recipes' have none: a link without.
        link = f"/tmp/hegui-recipes-{os.getpid()}"
        if not os.path.islink(link):
            os.symlink(self.folder, link)
            self.addCleanup(os.remove, link)
        return code.replace("/data/", f"{link}/").replace("/scratch/", f"{link}/scratch/")

    def sh(self, code, **variables):
        path = f"{self.folder}/bin:{os.environ['PATH']}"
        done = subprocess.run(["bash", "-c", code], cwd=self.folder, env={**os.environ, "PATH": path, **variables}, capture_output=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def assert_whole(self, *parts):
        status, out, err = run("report", *map(str, parts), "--format", "csv")
        self.assertEqual((status, err), (0, ""))
        self.assertEqual(len(out.splitlines()), len(self.whole) + 1)
        self.assertTrue(all(name in out.decode() for name in self.whole))

    @unittest.skipUnless(shutil.which("parallel"), "GNU parallel is not here")
    def test_gnu_parallel(self):
        self.sh(self.recipe("sh", "GNU parallel", "seq 8 | parallel"))
        self.assert_whole(*sorted(self.folder.glob("part-*.jsonl")))
        self.assertIn("<svg", (self.folder / "fleet.html").read_text())

    @unittest.skipUnless(shutil.which("parallel"), "GNU parallel is not here")
    def test_gnu_parallel_runs_again_what_failed(self):
        code = self.recipe("sh", "GNU parallel").splitlines()[0]
        # The third shard cannot write its part the first time.
        (self.folder / "part-3.jsonl.partial").mkdir()
        path = f"{self.folder}/bin:{os.environ['PATH']}"
        first = subprocess.run(["bash", "-c", code], cwd=self.folder, env={**os.environ, "PATH": path}, capture_output=True, timeout=120)
        self.assertEqual(first.returncode, 1)
        self.assertEqual(len(list(self.folder.glob("part-*.jsonl"))), 7)
        (self.folder / "part-3.jsonl.partial").rmdir()
        again = code.replace("parallel -j 8", "parallel --resume-failed -j 8")
        self.sh(again)
        self.assert_whole(*sorted(self.folder.glob("part-*.jsonl")))
        self.assertEqual(len((self.folder / "shards.log").read_text().splitlines()), 1 + 8 + 1, "one shard ran twice")

    def test_slurm_array(self):
        script = self.recipe("sh", "Slurm", "srun hegui")
        for task in range(1, 5):
            self.sh(f'srun() {{ "$@"; }}\n{script}', SLURM_ARRAY_TASK_ID=str(task), SLURM_ARRAY_TASK_COUNT="4", SLURM_CPUS_PER_TASK="2")
        self.assert_whole(*sorted((self.folder / "scratch").glob("part-*.db")))

    def test_kubernetes_indexed_job(self):
        manifest = self.recipe("yaml", "Kubernetes Indexed Job", "completionMode: Indexed")
        count = int(re.search(r"completions: (\d+)", manifest)[1])
        command = re.search(r"args: \['(.*)'\]", manifest)[1]
        for index in range(count):
            self.sh(command, JOB_COMPLETION_INDEX=str(index))
        self.assert_whole(*sorted((self.folder / "out").glob("part-*.jsonl")))


if __name__ == "__main__":
    unittest.main()
