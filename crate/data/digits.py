"""Makes digits.csv.gz, beside this file, from the file that scikit-learn ships.

    pip download --no-deps scikit-learn
    unzip scikit_learn-*.whl 'sklearn/datasets/data/digits*'
    python3 digits.py sklearn/datasets/data

Only a line of headings is added.
"""

import gzip
import io
import sys
from pathlib import Path

HEADER = ",".join([f"row{i}_column{j}" for i in range(8) for j in range(8)] + ["digit"])

lines = gzip.decompress((Path(sys.argv[1]) / "digits.csv.gz").read_bytes()).decode().split("\n")
rows = [[int(float(value)) for value in line.split(",")] for line in lines if line]
assert len(rows) == 1797 and all(len(row) == 65 for row in rows)
assert all(0 <= value <= 16 for row in rows for value in row[:64])

packed = io.BytesIO()
with gzip.GzipFile(fileobj=packed, mode="wb", filename="", mtime=0) as file:
    file.write("\n".join([HEADER, *(",".join(map(str, row)) for row in rows), ""]).encode())
target = Path(__file__).with_name("digits.csv.gz")
target.write_bytes(packed.getvalue())
print(f"{target.name}: {len(packed.getvalue())} bytes")
