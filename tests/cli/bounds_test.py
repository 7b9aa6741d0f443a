"""Inputs made to exhaust: each ends soon, within the memory a subject may take, in one clear word about it with its place.

What a subject may take is 256 MiB beyond its mapped input (--max-memory); a build with sanitizers takes more for itself
and is held to the time alone.
"""
import json
import os
import pathlib
import plistlib
import resource
import shutil
import struct
import subprocess
import tempfile
import unittest
import zlib

HEGUI = os.environ["HEGUI"]
MIB = 1 << 20
MOST_MEMORY = 256 * MIB
SLACK = 24 * MIB          # what the allocator keeps of memory given back
MOST_SECONDS = 60         # of processor time, in a build without optimisation
LARGEST_BASE = 48 * MIB   # of a program without sanitizers that reads next to nothing


def deflated(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(), len(data), 8


def stored(data):
    return data, len(data), 0


def package(parts, entries):
    """A zip of `parts`, (bytes, size, method), under the names `entries`, (name, number of the part): many may share one."""
    out, places = bytearray(), []
    for data, size, method in parts:
        places.append(len(out))
        out += struct.pack("<IHHHHHIIIHH", 0x04034b50, 20, 0, method, 0, 0, 0, len(data), size, 0, 0) + data
    begin = len(out)
    for name, part in entries:
        data, size, method = parts[part]
        out += struct.pack("<IHHHHHHIIIHHHHHII", 0x02014b50, 20, 20, 0, method, 0, 0, 0, len(data), size, len(name), 0, 0, 0, 0, 0,
                           places[part]) + name.encode()
    return bytes(out) + struct.pack("<IHHHHIIH", 0x06054b50, 0, 0, len(entries), len(entries), len(out) - begin, begin, 0)


def chunk(kind, header, body):
    return struct.pack("<HHI", kind, 8 + len(header), 8 + len(header) + len(body)) + header + body


def pool(strings):
    """UTF-8 strings; only the last 15 bits of a length are written, as the format has it."""
    def length(size):
        size &= 0x7FFF
        return bytes([size]) if size < 0x80 else bytes([0x80 | size >> 8, size & 0xFF])
    data, offsets = bytearray(), b""
    for text in strings:
        offsets += struct.pack("<I", len(data))
        data += length(len(text)) * 2 + text + b"\0"
    data += b"\0" * (-len(data) % 4)
    return chunk(1, struct.pack("<IIIII", len(strings), 0, 0x100, 28 + len(offsets), 0), offsets + bytes(data))


def opened(name, attributes=()):
    body = struct.pack("<IIHHHHHH", 0xFFFFFFFF, name, 20, 20, len(attributes), 0, 0, 0)
    for attribute, text in attributes:
        body += struct.pack("<IIIHBBI", 0xFFFFFFFF, attribute, text, 8, 0, 3, text)
    return chunk(0x102, struct.pack("<II", 1, 0xFFFFFFFF), body)


def closed(name):
    return chunk(0x103, struct.pack("<II", 1, 0xFFFFFFFF), struct.pack("<II", 0xFFFFFFFF, name))


def compiled(strings, body):
    """A manifest; the first string is android:name."""
    return chunk(3, b"", pool(strings) + chunk(0x180, b"", struct.pack("<I", 0x01010003)) + body)


STRINGS = [b"name", b"manifest", b"uses-permission", b"package", b"com.example", b"split", b"config.x"]
MANIFEST = compiled(STRINGS, opened(1, [(3, 4)]) + closed(1))
SPLIT = compiled(STRINGS, opened(1, [(3, 4), (5, 6)]) + closed(1))
MODULE = b'{"app": {"bundleName": "a.b"}, "module": {"name": "m", "type": "entry"}}'


def field(number, data):
    size, out = len(data), bytes([number << 3 | 2])
    while size > 0x7F:
        out, size = out + bytes([size & 0x7F | 0x80]), size >> 7
    return out + bytes([size]) + data


def message(name, more=b""):
    return field(1, field(3, name) + more)


BUNDLE_MANIFEST = message(b"manifest", field(4, field(2, b"package") + field(3, b"a.b")))


def property_list(members, strings):
    """The beginning of a binary list that is one dictionary of (number of the key, number of the value); `strings` are
    objects as they lie, numbered from 1."""
    numbers = [key for key, _ in members] + [value for _, value in members]
    out, offsets = bytearray(b"bplist00"), []
    for thing in (bytes([0xD0 | len(members)]) + struct.pack(f">{len(numbers)}H", *numbers), *strings):
        offsets.append(len(out))
        out += thing
    return out, offsets


def close_list(out, offsets):
    table = len(out)
    return bytes(out) + b"".join(struct.pack(">I", at) for at in offsets) + bytes(6) + b"\x04\x02" + struct.pack(">QQQ", len(offsets), 0, table)


def word(text):
    return b"\x5f\x11" + struct.pack(">H", len(text)) + text


def named_often():
    """One string of 8 MiB that an array names half a million times."""
    out, offsets = property_list([(1, 3), (2, 5)], [word(b"CFBundleIdentifier"), word(b"UIBackgroundModes"), word(b"a.b"),
                                                    b"\x5f\x12" + struct.pack(">I", 8 * MIB) + b"x" * (8 * MIB),
                                                    b"\xaf\x12" + struct.pack(">I", 500_000) + struct.pack(">H", 4) * 500_000])
    return close_list(out, offsets)


def in_each_other():
    """Strings of 8 MiB in UTF-16, each a few bytes behind the one before."""
    count, size = 300, 4 * MIB
    out, offsets = property_list([(1, 3), (2, 4)], [word(b"CFBundleIdentifier"), word(b"UIBackgroundModes"), word(b"a.b"),
                                                    b"\xaf\x12" + struct.pack(">I", count) +
                                                    b"".join(struct.pack(">H", 5 + i) for i in range(count))])
    for _ in range(count):
        offsets.append(len(out))
        out += b"\x6f\x12" + struct.pack(">I", size)
    return close_list(out + b"\x4e\x2d" * size, offsets)


def code_naming_addresses():
    """Many methods that share one piece of code, which names many addresses."""
    count = 20_000
    strings = sorted([b"LA;", *(b"http://a%d.example.com/" % i for i in range(count))])
    out = bytearray(b"dex\n035\0" + bytes(0x70 - 8))
    tables = 0x70 + 4 * len(strings) + 4 + 32
    out += bytes(tables - len(out))
    places = []
    for text in strings:
        places.append(len(out))
        out += (bytes([len(text)]) if len(text) < 128 else bytes([len(text) & 0x7F | 0x80, len(text) >> 7])) + text + b"\0"
    out += bytes(-len(out) % 4)
    code = len(out)
    addresses = [number for number, text in enumerate(strings) if text.startswith(b"http")]
    units = b"".join(struct.pack("<HI", 0x1B, number) for number in addresses)
    out += struct.pack("<HHHHII", 1, 0, 0, 0, 0, len(units) // 2) + units

    def number(value):
        text = b""
        while value > 0x7F:
            text, value = text + bytes([value & 0x7F | 0x80]), value >> 7
        return text + bytes([value])
    methods = 7
    data = len(out)
    out += number(0) + number(0) + number(methods) + number(0) + b"".join(number(0) + number(1) + number(code) for _ in range(methods))
    struct.pack_into(f"<{len(places)}I", out, 0x70, *places)
    types, classes = 0x70 + 4 * len(strings), 0x70 + 4 * len(strings) + 4
    struct.pack_into("<I", out, types, strings.index(b"LA;"))
    struct.pack_into("<IIIIIIII", out, classes, 0, 1, 0xFFFFFFFF, 0, 0xFFFFFFFF, 0, data, 0)
    struct.pack_into("<II", out, 32, len(out), 0x70)
    struct.pack_into("<I", out, 40, 0x12345678)
    struct.pack_into("<II", out, 56, len(strings), 0x70)
    struct.pack_into("<II", out, 64, 1, types)
    struct.pack_into("<II", out, 96, 1, classes)
    return package([stored(MANIFEST), stored(bytes(out))], [("AndroidManifest.xml", 0), ("classes.dex", 1)])


def lines(head, line, count):
    return head.encode() + line.encode() * count


def many(count, template):
    return "".join(template % i for i in range(count)).encode()


ZEROS = bytes(60 * MIB)
ANDROID = b'<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="a.b">'


def bombs(entries):
    return package([stored(MANIFEST), deflated(ZEROS)], [("AndroidManifest.xml", 0), *entries])


def padded(name, manifest, size):
    """A package that holds `manifest` and zeros, inflating to little over `size`."""
    return deflated(package([stored(manifest), stored(bytes(size))], [(name, 0), ("x", 1)]))


def entities():
    text = b"".join(b"<!ENTITY a%d '%s'>" % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 30))
    return b"<!DOCTYPE m [<!ENTITY a0 'x'>" + text + b"]>" + ANDROID + b'<uses-permission android:name="&a29;"/></manifest>'


# Name of the file: (what makes it, the code of what is said of it; None where it is read without a word).
CASES = {
    # Values without end, in every syntax.
    "values.json5/module.json5": (lambda: b'{"module":{"name":"m","type":"entry","x":[' + b"0," * (20 * MIB) + b"0]}}", "HG1207"),
    "values.bom/bom.json": (lambda: b'{"bomFormat":"CycloneDX","components":[' + b"0," * 5_000_000 + b"0]}", "HG1207"),
    "members.npm/package.json": (lambda: b'{"name":"x","dependencies":{' + many(2_000_000, '"k%d":"1",') + b'"z":"1"}}', "HG1207"),
    "values.yaml/openapi.yaml": (lambda: lines("openapi: 3.0.0\ninfo: {}\npaths:\n  /a:\n", "   - 0\n", 5_000_000), "HG1207"),
    "flow.yaml/openapi.yaml": (lambda: b"openapi: 3.0.0\npaths: [" + b"a: b," * (8 * MIB) + b"0]\n", "HG1207"),
    "values.toml/hegui.toml": (lambda: b'[subject]\nkind="app"\nname="x"\nfeatures=[' + b"0," * 5_000_000 + b"0]\n", "HG1207"),
    "line.toml/hegui.toml": (lambda: b'[subject]\nkind="app"\nname="x"\nx=[' + b"0," * 200_000 + b"0]\n", "HG1250"),
    "values.declared/hegui.json": (lambda: b'{"subject":{"kind":"app","name":"x"},"permissions":[' + b"0," * 5_000_000 + b"0]}", "HG1207"),
    "values.list/Info.plist": (lambda: b"<plist><dict><key>CFBundleIdentifier</key><string>a.b</string><key>X</key><array>" +
                               b"<true/>" * 1_500_000 + b"</array></dict></plist>", "HG1106"),
    "values.openstep/Info.plist": (lambda: b'{CFBundleIdentifier="a.b";X=(' + b"a," * (8 * MIB) + b"a);}", "HG1503"),
    "elements/AndroidManifest.xml": (lambda: b'<manifest package="a.b">' + b"<a/>" * 1_300_000 + b"</manifest>", None),
    "elements.more/AndroidManifest.xml": (lambda: b'<manifest package="a.b">' + b"<a/>x" * 1_600_000 + b"</manifest>", "HG1106"),
    "permissions/AndroidManifest.xml": (lambda: ANDROID + many(400_000, '<uses-permission android:name="p.%d"/>') + b"</manifest>", "HG1132"),
    "attributes.aab": (lambda: package([deflated(message(b"manifest", b"\x22\x00" * (30 * MIB)))],
                                       [("base/manifest/AndroidManifest.xml", 0)]), "HG1191"),
    "children.aab": (lambda: package([deflated(message(b"manifest", b"\x2a\x00" * (30 * MIB)))],
                                     [("base/manifest/AndroidManifest.xml", 0)]), "HG1191"),
    "libraries.aab": (lambda: package([deflated(BUNDLE_MANIFEST), deflated(b"\x0a\x02\x0a\x00" * (15 * MIB))],
                                      [("base/manifest/AndroidManifest.xml", 0),
                                       ("BUNDLE-METADATA/com.android.tools.build.libraries/dependencies.pb", 1)]), "HG1141"),
    # Nesting without end, in every syntax.
    "deep.json5/module.json5": (lambda: b'{"module":' + b"[" * MIB, "HG1206"),
    "deep.yaml/openapi.yaml": (lambda: b"openapi: 3.0.0\npaths: " + b"[" * (8 * MIB), "HG1207"),
    "deep.block/openapi.yaml": (lambda: b"openapi: 3.0.0\npaths:\n" + b"".join(b" " * i + b"a:\n" for i in range(1, 4000)), "HG1206"),
    "deep.toml/hegui.toml": (lambda: b"a=" + b"[" * 100_000, "HG1206"),
    "deep.xml/AndroidManifest.xml": (lambda: b"<manifest>" + b"<a>" * 300_000, "HG1101"),
    "deep.list/Info.plist": (lambda: b"<plist>" + b"<array>" * 300_000, "HG1101"),
    "deep.openstep/Info.plist": (lambda: b'{CFBundleIdentifier="a.b";X=' + b"(" * MIB, "HG1503"),
    "deep.axml/AndroidManifest.xml": (lambda: compiled(STRINGS, opened(1) * 300_000), "HG1113"),
    # One thing named over and over.
    "aliases.yaml/openapi.yaml": (lambda: b'openapi: 3.0.0\ninfo: {title: &a "' + b"x" * (4 * MIB) + b'"}\npaths: {}\nservers:\n' +
                                  b"  - {url: *a}\n" * 200_000, "HG1207"),
    "aliases.declared/hegui.yaml": (lambda: b'subject: {kind: app, name: &a "' + b"x" * (4 * MIB) + b'"}\npermissions:\n' +
                                    b" - {name: *a, platform: android, purpose: *a}\n" * 20_000, "HG1207"),
    "string.axml/AndroidManifest.xml": (lambda: compiled([*STRINGS, b"y" * (20 * MIB)], opened(1, [(3, 4)]) +
                                                         (opened(2, [(0, 7)]) + closed(2)) * 300_000 + closed(1)), "HG1113"),
    "string.list/Info.plist": (named_often, "HG1503"),
    "strings.list/Info.plist": (in_each_other, "HG1503"),
    "addresses.apk": (code_naming_addresses, None),
    "servers/openapi.json": (lambda: b'{"openapi":"3.0.0","info":{},"servers":[' + many(200_000, '{"url":"http://a%d.com"},') +
                             b'{"url":"/"}],"paths":{}}', None),
    "references/openapi.json": (lambda: b'{"openapi":"3.0.0","info":{},"paths":{' + b",".join(
        b'"/a%d":{"$ref":"#/paths/~1a%d"}' % (i, i + 1) for i in range(60_000)) + b"}}", "HG1272"),
    "circle/openapi.json": (lambda: b'{"openapi":"3.0.0","info":{},"paths":{"/a":{"$ref":"#/paths/~1b"},"/b":{"$ref":"#/paths/~1a"}}}', "HG1272"),
    "namespaces/AndroidManifest.xml": (lambda: b'<manifest package="a.b" ' + many(90, 'xmlns:n%d="u" ') + b">" + b'<n0:a n0:b="1"/>' * 400_000 +
                                       b"</manifest>", None),
    # Entities.
    "entities/AndroidManifest.xml": (entities, "HG1105"),
    "outside/AndroidManifest.xml": (lambda: b"<!DOCTYPE m [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + ANDROID +
                                    b'<uses-permission android:name="&a;"/></manifest>', "HG1105"),
    # Packages: bombs, and many entries of the same bytes.
    "bomb.apk": (lambda: package([deflated(bytes(200 * MIB))], [("AndroidManifest.xml", 0)]), "HG1026"),
    "code.apk": (lambda: package([stored(MANIFEST), deflated(b"dex\n035\0" + ZEROS)],
                                 [("AndroidManifest.xml", 0), ("classes.dex", 1), *((f"classes{i}.dex", 1) for i in range(2, 20_000))]), "HG1162"),
    "signatures.apk": (lambda: bombs([("META-INF/A.SF", 0), *((f"META-INF/{i}.RSA", 1) for i in range(20_000))]), None),
    "libraries.apk": (lambda: bombs((f"lib/arm64-v8a/{i}.so", 1) for i in range(60_000)), None),
    "splits.apks": (lambda: package([padded("AndroidManifest.xml", MANIFEST, 80 * MIB), padded("AndroidManifest.xml", SPLIT, 80 * MIB)],
                                    [("toc.pb", 0), ("base.apk", 0), *((f"split{i}.apk", 1) for i in range(400))]), "HG1196"),
    "modules.app": (lambda: package([padded("module.json", MODULE, 100 * MIB)], [("pack.info", 0), *((f"m{i}.hap", 0) for i in range(190))]), "HG1412"),
    "manifests.app": (lambda: package([stored(package([deflated(MODULE + b" " * (60 * MIB))], [("module.json", 0)]))],
                                      [("pack.info", 0), *((f"m{i}.hap", 0) for i in range(190))]), "HG1413"),
    "extensions.ipa": (lambda: package([deflated(plistlib.dumps({"CFBundleIdentifier": "a.b"})),
                                        deflated(plistlib.dumps({"CFBundleIdentifier": "a.b", "X": [True] * 400_000}))],
                                       [("Payload/A.app/Info.plist", 0),
                                        *((f"Payload/A.app/PlugIns/{i}.appex/Info.plist", 1) for i in range(490))]), "HG1521"),
}


def measured(path, *words):
    """(status, processor seconds, bytes resident at most, standard output, standard error)."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen([HEGUI, *words, str(path)], stdout=out, stderr=err, env={**os.environ, "LC_ALL": "C.UTF-8"},
                                 preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (4 * MOST_SECONDS, 4 * MOST_SECONDS)))
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
    return child.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, *texts


class WithFolder(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="hegui bounds "))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        small = cls.write("small/module.json5", MODULE)
        cls.base = measured(small, "facts", "--format", "json")[2]

    @classmethod
    def write(cls, name, data):
        path = cls.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path


class Bounds(WithFolder):
    def held(self, name, make, code):
        path = self.write(name, make())
        size = path.stat().st_size
        status, seconds, memory, out, err = measured(path, "facts", "--format", "json")
        path.unlink()
        self.assertIn(status, (0, 2), err[:400])
        self.assertLess(seconds, MOST_SECONDS)
        if self.base < LARGEST_BASE:
            self.assertLess(memory, self.base + size + MOST_MEMORY + SLACK, f"{memory // MIB} MiB for a file of {size // MIB} MiB")
        # One word about it, with the file and the place in it; what is refused gives no facts.
        if code is None:
            self.assertEqual(status, 0, err[:400])
        else:
            told = [line for line in err.splitlines() if f"[{code}]" in line]
            self.assertTrue(told, f"{code} is not said: {err[:400]}")
            self.assertIn(path.name, told[0])
            self.assertRegex(told[0], r":\d+:\d+: |: (/|!|Payload/)")
        if status == 2:
            self.assertEqual(out, "")
            self.assertIn("error[", err)
            self.assertLess(err.count("error["), 40)
        else:
            json.loads(out)
        self.assertLess(len(err), 100_000, "a flood of words")


def named(name):
    return "test_" + "".join(c if c.isalnum() else "_" for c in name.lower())


for each, (maker, expected) in CASES.items():
    setattr(Bounds, named(each), lambda self, n=each, m=maker, c=expected: self.held(n, m, c))


class Sizes(WithFolder):
    """Files with a hole of zeros in them, which take no room on the disk."""

    def hollow(self, name, begin, size, end=b""):
        path = self.write(name, begin)
        with open(path, "r+b") as file:
            file.truncate(size)
            file.seek(size)
            file.write(end)
        self.addCleanup(path.unlink)
        return path

    def test_a_package_of_three_gibibytes_is_read(self):
        whole = package([stored(MANIFEST)], [("AndroidManifest.xml", 0)])
        begin, size = whole.index(b"PK\x01\x02"), 3 << 30
        end = bytearray(whole[begin:])
        struct.pack_into("<I", end, len(end) - 6, size)
        status, seconds, memory, out, err = measured(self.hollow("large.apk", whole[:begin], size, bytes(end)), "facts", "--format", "json")
        self.assertEqual(status, 0, err)
        self.assertEqual(json.loads(out)["android"]["package"], "com.example")
        self.assertLess(seconds, 5)
        self.assertLess(memory, self.base + 64 * MIB)

    def test_limits_can_be_set(self):
        path = self.write("set/AndroidManifest.xml", ANDROID + b"<a/>" * 100_000 + b"</manifest>")
        for words, code in (((), None), (("--max-memory", "16MiB"), "HG1106"), (("--max-entry-size", "64KiB"), "HG1106"),
                            (("--max-input-size", "64KiB"), "HG1003")):
            status, _, _, _, err = measured(path, *words, "facts")
            self.assertEqual(status, 2 if code else 0, err)
            self.assertEqual(f"[{code}]" in err, code is not None, err)
        many_values = self.write("set/bom.json", b'{"bomFormat":"CycloneDX","components":[' + b"0," * 1_200_000 + b"0]}")
        self.assertIn("--max-memory", measured(many_values, "facts")[4])
        self.assertEqual(measured(many_values, "--max-memory", "512MiB", "facts")[0], 0)

    def test_what_is_larger_than_four_is_refused(self):
        status, seconds, _, out, err = measured(self.hollow("larger.apk", b"PK\x03\x04", (4 << 30) + 1), "facts")
        self.assertEqual((status, out), (2, ""))
        self.assertRegex(err, r"larger\.apk.*error\[HG1003\]")
        self.assertLess(seconds, 5)

    def test_a_text_larger_than_an_entry_may_be_is_refused(self):
        status, _, memory, out, err = measured(self.hollow("hegui.toml", b"[subject]\n#", 65 * MIB), "facts")
        self.assertEqual((status, out), (2, ""))
        self.assertIn("error[HG1200]", err)
        self.assertLess(memory, self.base + 96 * MIB)


class Others(WithFolder):
    """What is beside a hostile file is checked all the same."""

    def test_a_good_product_beside_hostile_ones(self):
        self.write("products/good/AndroidManifest.xml", ANDROID.replace(b"a.b", b"com.example.good") +
                   b'<uses-permission android:name="android.permission.CAMERA"/><application android:debuggable="true"/></manifest>')
        hostile = ("deep.json5/module.json5", "deep.xml/AndroidManifest.xml", "bomb.apk", "string.list/Info.plist", "deep.axml/AndroidManifest.xml")
        for name in hostile:
            self.write("products/" + name, CASES[name][0]())
        status, _, memory, out, err = measured(self.folder / "products", "batch")
        self.assertNotEqual(status, 0)
        rows = [json.loads(line) for line in out.splitlines()]
        self.assertEqual(sum("com.example.good" in json.dumps(row) for row in rows), 1, err[:400])
        for name in hostile:
            self.assertEqual(sum("/" + pathlib.PurePath(name).parts[0] in json.dumps(row) for row in rows), 1, name)
        if self.base < LARGEST_BASE:
            workers = os.cpu_count() or 1
            self.assertLess(memory, self.base + workers * (MOST_MEMORY + 64 * MIB))


if __name__ == "__main__":
    unittest.main()
