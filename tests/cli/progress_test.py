"""How far a batch has come, as a person sees it on a terminal and as a pipeline logs it."""
import os
import re
import select
import subprocess
import termios
import time
import unittest

from batch_test import HEGUI, MANIFEST, WithFolder
from support import open_terminal

BAR = re.compile(r"\[([#.]{24})\] ([\d,]+)/([\d,]+)  ([\d,]+)/s(?:  (\d+:\d\d) left)?  ([\d,]+) failing  ([\d,]+) unreadable")


class WithTerminal(WithFolder):
    def on_terminal(self, *arguments, lines=None, pause=0.0, environment=()):
        """Standard error as a terminal of 40 columns gets it, and the exit status. `lines` are given one by one as the list, `pause` seconds between them."""
        mine, its = open_terminal()
        termios.tcsetwinsize(its, (24, 40)) if hasattr(termios, "tcsetwinsize") else None
        plain = {name: value for name, value in os.environ.items() if name not in ("CI", "TERM")}
        process = subprocess.Popen([HEGUI, *arguments], stdin=subprocess.PIPE if lines else subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=its,
                                   env={**plain, "LC_ALL": "C.UTF-8", "TERM": "xterm", **dict(environment)})
        os.close(its)
        text, due = b"", time.monotonic()
        waiting = list(lines or [])
        while True:
            if process.stdin and not process.stdin.closed and time.monotonic() >= due:
                if waiting:
                    process.stdin.write(waiting.pop(0).encode() + b"\n")
                    process.stdin.flush()
                    due = time.monotonic() + pause
                else:
                    process.stdin.close()
            if select.select([mine], [], [], 0.05)[0]:
                try:
                    block = os.read(mine, 65536)
                except OSError:  # the other side is closed
                    block = b""
                if not block:
                    break
                text += block
        os.close(mine)
        return text.decode(), process.wait(60)


class Terminal(WithTerminal):
    def test_a_bar_with_rate_remaining_time_and_failures(self):
        apps = self.fleet(3000)
        self.write("apps/0/cut.xml", MANIFEST[:150])
        shown, status = self.on_terminal("batch", apps, "--jobs", "1")
        self.assertEqual(status, 2)
        draws = shown.split("\r\x1b[K")
        bars = [found for found in (BAR.search(draw) for draw in draws) if found]
        self.assertGreaterEqual(len(bars), 2, shown)
        number = lambda text: int(text.replace(",", ""))
        for bar in bars:
            filled, seen, total, rate, left, failing, unreadable = bar.groups()
            self.assertEqual(number(total), 3001)
            self.assertEqual(filled.count("#"), number(seen) * 24 // 3001)
            self.assertEqual(filled, "#" * filled.count("#") + "." * filled.count("."))
            self.assertLessEqual(number(failing), number(seen))
            self.assertLessEqual(number(unreadable), 1)
            if left and number(rate) > 0:
                minutes, seconds = map(int, left.split(":"))
                self.assertAlmostEqual(60 * minutes + seconds, (3001 - number(seen)) / number(rate), delta=2)
        seen = [number(bar[2]) for bar in bars]
        self.assertEqual(seen, sorted(seen))
        self.assertTrue(any(bar[5] for bar in bars), "the remaining time is told")
        self.assertGreater(number(bars[-1][6]), 0)
        for draw in draws[1:-1]:
            self.assertTrue(draw.startswith("\x1b[?7l") and draw.rstrip().endswith("\x1b[?7h"), "what is too wide is cut, not wrapped")
        # The bar is gone before the last line.
        self.assertRegex(draws[-1], r"^hegui: 3,001 subjects, [\d,]+ failing, 1 with something unreadable, in [\d.]+ s \([\d,]+/s\)\r\n$")

    def test_a_list_has_no_end_before_it_is_read(self):
        paths = [self.manifest(n) for n in range(6)]
        shown, status = self.on_terminal("batch", "-", lines=paths, pause=0.3)
        self.assertEqual(status, 0)
        self.assertNotIn("left", shown)
        self.assertRegex(shown, r"\x1b\[K\x1b\[\?7l[1-6]  \d+/s  \d failing  0 unreadable")

    def test_in_chinese(self):
        paths = [self.manifest(n) for n in range(4)]
        shown, _ = self.on_terminal("batch", "-", "--lang", "zh", lines=paths, pause=0.3)
        self.assertRegex(shown, r"[1-4]  每秒 \d+  违规 \d  不可读 0")
        self.assertIn("hegui：4 个对象", shown)

    def test_quiet_is_quiet(self):
        self.assertEqual(self.on_terminal("batch", "-", "-q", lines=[self.manifest(1), self.manifest(2)], pause=0.4), ("", 0))


class Pipelines(WithTerminal):
    def test_plain_lines_now_and_then(self):
        paths = [self.manifest(n) for n in range(2)]
        # A terminal that CI gives is no person's; a list that takes its time is told of every ten seconds.
        shown, status = self.on_terminal("batch", "-", lines=paths, pause=10.6, environment={"CI": "true"}.items())
        self.assertEqual(status, 0)
        self.assertNotIn("\x1b", shown)
        lines = shown.replace("\r\n", "\n").splitlines()
        self.assertEqual(len(lines), 3, shown)
        for line in lines[:2]:
            self.assertRegex(line, r"^hegui: [12]  0/s  \d failing  0 unreadable$")
        self.assertRegex(lines[2], r"^hegui: 2 subjects, ")

    def test_a_dumb_terminal_is_not_drawn_over(self):
        shown, _ = self.on_terminal("batch", "-", lines=[self.manifest(n) for n in range(3)], pause=0.3, environment={"TERM": "dumb"}.items())
        self.assertNotIn("\x1b", shown)
        self.assertEqual(shown.count("\n"), 1)


if __name__ == "__main__":
    unittest.main()
