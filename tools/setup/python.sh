#!/bin/sh
# Usage: python.sh FOLDER
# Sets up Python's side: JupyterLab and its helpers in a virtual environment of the checkout's own.
set -eu
venv=$1
began=$(date +%s)
echo "Setting up Python's side in ${venv##*/} (JupyterLab and its helpers); about a minute."
python3 -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r tools/requirements.txt
mkdir -p "$venv/share/jupyter/lab/settings" "$venv/jupyter/ipython"
cp tools/setup/jupyter-overrides.json "$venv/share/jupyter/lab/settings/overrides.json"
echo "Python's side is set up ($(($(date +%s) - began)) s)."
