"""What the tests of the command line share: the binary, a product to check, a folder of one's own."""
import os
import pathlib
import pty
import shutil
import subprocess
import tempfile
import unittest

HEGUI = os.environ["HEGUI"]
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DEMO = "testdata/demo/ride"
AS_OF = ["--as-of", "2026-11-24"]

MANIFEST = """<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:a="http://schemas.android.com/apk/res/android" package="com.example.cli">
  <uses-sdk a:minSdkVersion="24" a:targetSdkVersion="34"/>
  <uses-permission a:name="android.permission.READ_CONTACTS"/>
  <application a:debuggable="true" a:allowBackup="false" a:usesCleartextTraffic="false"/>
</manifest>
"""
# One more failure than MANIFEST has.
WORSE = MANIFEST.replace("/>\n</manifest>", '><service a:name=".S" a:exported="true"/></application>\n</manifest>')


def run(*arguments, stdin=None, cwd=ROOT, env=None):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **(env or {})}
    done = subprocess.run([HEGUI, *arguments], input=stdin, capture_output=True, cwd=cwd, env=environment, timeout=120)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def open_terminal():
    """The two ends of a terminal: ours, and that of the program. Skips where the system gives none, as a chroot without /dev/pts."""
    try:
        return pty.openpty()
    except OSError as failure:
        raise unittest.SkipTest(f"no terminal can be opened here ({failure}); `mount -t devpts devpts /dev/pts` gives some") from failure


class WithFolder(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hegui cli 测试 "))
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)


def last_line(text):
    return text.strip().splitlines()[-1]
