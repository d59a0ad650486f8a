"""Makes diabetes.csv.gz, beside this file, from the two files that scikit-learn ships.

    pip download --no-deps scikit-learn
    unzip scikit_learn-*.whl 'sklearn/datasets/data/diabetes*'
    python3 diabetes.py sklearn/datasets/data

The measurements are the raw ones, in their units, not the scaled ones that scikit-learn returns by default.
"""

import gzip
import io
import sys
from pathlib import Path

HEADER = "age,sex,bmi,bp,tc,ldl,hdl,tch,ltg,glu,progression"

folder = Path(sys.argv[1])
read = lambda name: gzip.decompress((folder / name).read_bytes()).decode().split("\n")
measurements = [line.split() for line in read("diabetes_data_raw.csv.gz") if line]
progression = [float(line) for line in read("diabetes_target.csv.gz") if line]
assert len(measurements) == len(progression) == 442
assert all(len(row) == 10 for row in measurements)
assert all(value == int(value) for value in progression)
rows = [",".join([*row, str(int(value))]) for row, value in zip(measurements, progression)]

packed = io.BytesIO()
with gzip.GzipFile(fileobj=packed, mode="wb", filename="", mtime=0) as file:
    file.write("\n".join([HEADER, *rows, ""]).encode())
target = Path(__file__).with_name("diabetes.csv.gz")
target.write_bytes(packed.getvalue())
print(f"{target.name}: {len(packed.getvalue())} bytes")
