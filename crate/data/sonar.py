"""Makes sonar.csv.gz, beside this file, from the copy in Debian's package r-cran-mlbench.

    apt-get download r-cran-mlbench
    dpkg-deb -x r-cran-mlbench_*.deb unpacked
    python3 sonar.py unpacked/usr/lib/R/site-library/mlbench/data/Sonar.rda

The file is a data frame of R in its serialised form ("RDX2" or "RDX3"): of that form, this reads as much as the file has.
"""

import bz2
import gzip
import io
import lzma
import struct
import sys
from pathlib import Path

raw = Path(sys.argv[1]).read_bytes()
unpack = {b"\x1f\x8b": gzip.decompress, b"BZ": bz2.decompress, b"\xfd7": lzma.decompress}
data = io.BytesIO(unpack.get(raw[:2], bytes)(raw))
magic = data.read(7)
assert magic[:4] in (b"RDX2", b"RDX3") and magic[5:7] == b"X\n", magic
symbols = []


def integer():
    return struct.unpack(">i", data.read(4))[0]


def item():
    flags = integer()
    kind, attributes, tag = flags & 255, flags & 512, flags & 1024
    if kind == 254:  # NULL
        return None
    if kind == 255:  # a symbol seen before
        return symbols[(flags >> 8) - 1]
    if kind == 1:  # a new symbol
        symbols.append(item())
        return symbols[-1]
    if kind == 2:  # a list of pairs
        pairs = {}
        while kind == 2:
            if attributes:
                item()
            name = item() if tag else None
            pairs[name] = item()
            flags = integer()
            kind, attributes, tag = flags & 255, flags & 512, flags & 1024
        assert kind == 254
        return pairs
    if kind == 9:  # characters
        length = integer()
        return data.read(length).decode() if length >= 0 else None
    length = integer()
    if kind in (10, 13):
        value = [integer() for _ in range(length)]
    elif kind == 14:
        value = list(struct.unpack(f">{length}d", data.read(8 * length)))
    elif kind in (16, 19):
        value = [item() for _ in range(length)]
    else:
        raise ValueError(f"kind {kind}")
    return (value, item()) if attributes else value


version = integer()
data.read(8)
if version == 3:
    data.read(integer())
columns, attributes = item()["Sonar"]
names = attributes["names"]
assert len(columns) == 61 and names[60] == "Class", names
codes, factor = columns[60]
levels = factor["levels"]
assert levels == ["M", "R"] and codes.count(1) == 111 and codes.count(2) == 97
rows = [[repr(column[i]).removesuffix(".0") for column in columns[:60]] + ["1" if codes[i] == 1 else "0"] for i in range(208)]
assert all(0.0 <= float(x) <= 1.0 and len(x) <= 6 for row in rows for x in row)

header = ",".join([f"band_{i}" for i in range(1, 61)] + ["metal"])
packed = io.BytesIO()
with gzip.GzipFile(fileobj=packed, mode="wb", filename="", mtime=0) as file:
    file.write("\n".join([header, *(",".join(row) for row in rows), ""]).encode())
target = Path(__file__).with_name("sonar.csv.gz")
target.write_bytes(packed.getvalue())
print(f"{target.name}: {len(packed.getvalue())} bytes, {codes.count(1)} of metal, {codes.count(2)} of rock")
