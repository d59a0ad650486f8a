"""Makes s3_line.csv.gz, beside this file: the data of S3's listing, from NumPy's legacy generator.

    pip install numpy && python3 s3_line.py

The legacy generator's stream is frozen (NEP 19), so any NumPy gives these numbers. Each is written
with as many digits as bring back the same f64.
"""

import gzip
import io
from pathlib import Path

import numpy as np

generator = np.random.RandomState(0)
x = generator.rand(100, 1) * 10
y = 2 * x + 3 + generator.randn(100, 1) * 0.1
rows = [f"{float(a)!r},{float(b)!r}" for a, b in zip(x[:, 0], y[:, 0])]
assert rows[0].startswith("5.4881350") and ",13.8597550" in rows[0], rows[0]

packed = io.BytesIO()
with gzip.GzipFile(fileobj=packed, mode="wb", filename="", mtime=0) as file:
    file.write("\n".join(["x,y", *rows, ""]).encode())
target = Path(__file__).with_name("s3_line.csv.gz")
target.write_bytes(packed.getvalue())
print(f"{target.name}: {len(packed.getvalue())} bytes")
