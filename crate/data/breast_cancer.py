"""Makes breast_cancer.csv.gz, beside this file, from the file that scikit-learn ships.

    pip download --no-deps scikit-learn
    unzip scikit_learn-*.whl 'sklearn/datasets/data/breast_cancer*'
    python3 breast_cancer.py sklearn/datasets/data

scikit-learn's label is 1 for benign. Here it is 1 for malignant, which is what one looks for.
"""

import gzip
import io
import sys
from pathlib import Path

MEASURES = ["radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity", "concave_points", "symmetry", "fractal_dimension"]
HEADER = ",".join([f"{kind}_{measure}" for kind in ("mean", "error", "worst") for measure in MEASURES] + ["malignant"])

lines = (Path(sys.argv[1]) / "breast_cancer.csv").read_text().split("\n")
assert lines[0] == "569,30,malignant,benign"
rows = [line.split(",") for line in lines[1:] if line]
assert len(rows) == 569 and all(len(row) == 31 for row in rows)
table = [",".join([*row[:30], "10"[int(row[30])]]) for row in rows]

packed = io.BytesIO()
with gzip.GzipFile(fileobj=packed, mode="wb", filename="", mtime=0) as file:
    file.write("\n".join([HEADER, *table, ""]).encode())
target = Path(__file__).with_name("breast_cancer.csv.gz")
target.write_bytes(packed.getvalue())
print(f"{target.name}: {len(packed.getvalue())} bytes, {sum(row[30] == '0' for row in rows)} malignant")
