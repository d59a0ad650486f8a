"""Makes iris.csv.gz, beside this file, from the iris.csv that scikit-learn ships.

    pip download --no-deps scikit-learn && unzip scikit_learn-*.whl sklearn/datasets/data/iris.csv
    python3 iris.py sklearn/datasets/data/iris.csv

Checks that the rows are Fisher's: rows 35 and 38 differ in UCI's file.
"""

import gzip
import io
import sys
from pathlib import Path

HEADER = "sepal length (cm),sepal width (cm),petal length (cm),petal width (cm),species"

rows = Path(sys.argv[1]).read_text().splitlines()[1:]
assert len(rows) == 150, len(rows)
assert [row[-1] for row in rows] == ["0"] * 50 + ["1"] * 50 + ["2"] * 50
assert rows[34] == "4.9,3.1,1.5,0.2,0", rows[34]
assert rows[37] == "4.9,3.6,1.4,0.1,0", rows[37]

packed = io.BytesIO()
with gzip.GzipFile(fileobj=packed, mode="wb", filename="", mtime=0) as file:
    file.write("\n".join([HEADER, *rows, ""]).encode())
target = Path(__file__).with_name("iris.csv.gz")
target.write_bytes(packed.getvalue())
print(f"{target.name}: {len(packed.getvalue())} bytes")
