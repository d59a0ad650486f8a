#!/bin/sh
# Usage: python.sh FOLDER
# Sets up Python's side: JupyterLab and its helpers in a virtual environment of the checkout's own.
set -eu
venv=$1
began=$(date +%s)
echo "Setting up Python's side in ${venv##*/} (JupyterLab and its helpers); about a minute."
python3 -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r tools/requirements.txt
mkdir -p "$venv/share/jupyter/lab/settings" "$venv/etc/jupyter" "$venv/jupyter/config" "$venv/jupyter/ipython"
cp tools/setup/lab/overrides.json "$venv/share/jupyter/lab/settings/"
cp tools/setup/lab/jupyter_lab_config.json "$venv/etc/jupyter/"
cp -R tools/setup/lab/custom "$venv/jupyter/config/"  # JUPYTER_CONFIG_DIR of the Makefile
echo "Python's side is set up ($(($(date +%s) - began)) s)."
