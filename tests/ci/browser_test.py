"""The pages as people open them: in Chromium at phone and desktop width, light and dark, in both languages, with and without scripts, on
paper, and by axe for WCAG A and AA. Chromium, puppeteer-core and axe-core are needed; where they are not, that is skipped, and said."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
HEGUI = os.environ["HEGUI"]
BUILD = os.environ["HEGUI_BUILD"]
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PRODUCTS = "testdata/products/ride/"


def hegui(*words):
    done = subprocess.run([HEGUI, *words], cwd=ROOT, capture_output=True, text=True, env={**os.environ, "SOURCE_DATE_EPOCH": "1795500000"})
    if done.returncode not in (0, 1):
        raise AssertionError(done.stderr)


@unittest.skipUnless(BROWSER and shutil.which("node") and shutil.which("npm"), "chromium, node and npm are not all installed")
class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.modules = pathlib.Path(BUILD) / "browser"
        if not (cls.modules / "node_modules/axe-core").exists():
            cls.modules.mkdir(parents=True, exist_ok=True)
            done = subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit", "puppeteer-core@24", "axe-core@4"], cwd=cls.modules,
                                  capture_output=True, text=True, timeout=240)
            if done.returncode != 0:
                raise unittest.SkipTest("npm cannot fetch puppeteer-core and axe-core: " + done.stderr.strip()[:200])

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hegui-pages-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def page(self, name):
        return str(self.folder / name)

    def test_nothing_is_wrong_with_them(self):
        hegui("check", PRODUCTS + "bad", "--lang", "zh", "--format", "html", "-o", self.page("subject.html"))
        hegui("diff", PRODUCTS + "good", PRODUCTS + "bad", "--lang", "en", "--format", "html", "-o", self.page("diff.html"))
        for name, product in (("before", "good"), ("after", "bad")):
            hegui("batch", PRODUCTS + product, "testdata/demo", "-q", "-o", self.page(name + ".jsonl"))
        hegui("report", self.page("after.jsonl"), "--against", self.page("before.jsonl"), "--lang", "en", "--format", "html", "-o", self.page("fleet.html"))
        pages = [{"file": (self.folder / name).as_uri(), "findings": name == "subject.html"} for name in ("subject.html", "diff.html", "fleet.html")]
        done = subprocess.run(["node", str(pathlib.Path(__file__).parent / "browser.cjs")], cwd=self.modules, capture_output=True, text=True, timeout=900,
                              input=json.dumps({"browser": BROWSER, "pages": pages}))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout), [])


if __name__ == "__main__":
    unittest.main()
