"""The floor of packages: seconds of processor time that zlib alone takes for the entries of these packages whose names match. Opening and finding them is not counted.

    inflate.py PATTERN < list of packages
"""
import re
import sys
import time
import zipfile
import zlib


def compressed(package, wanted):
    """The deflated bytes of the entries."""
    data = open(package, "rb").read()
    with zipfile.ZipFile(package) as archive:
        for entry in archive.infolist():
            if entry.compress_type != zipfile.ZIP_DEFLATED or not wanted.fullmatch(entry.filename):
                continue
            head = entry.header_offset
            begin = head + 30 + int.from_bytes(data[head + 26:head + 28], "little") + int.from_bytes(data[head + 28:head + 30], "little")
            yield data[begin:begin + entry.compress_size]


def main():
    wanted = re.compile(sys.argv[1])
    entries = [entry for line in sys.stdin for entry in compressed(line.rstrip("\n"), wanted)]
    begin = time.process_time()
    for entry in entries:
        zlib.decompress(entry, -15)
    print(time.process_time() - begin)


if __name__ == "__main__":
    main()
