#!/bin/sh
# Puts Fashion-MNIST's four files into the folder given, from Debian's package, without root: fashion-mnist.sh FOLDER
set -eu

folder=$1
package=dataset-fashion-mnist
files="train-images-idx3-ubyte.gz train-labels-idx1-ubyte.gz t10k-images-idx3-ubyte.gz t10k-labels-idx1-ubyte.gz"

complete() {
    for file in $files; do
        [ -s "$1/$file" ] || return 1
    done
}

elsewhere() {
    echo "$1 The four files $files are also in the folder data/fashion of https://github.com/zalandoresearch/fashion-mnist: put them into $folder." >&2
    exit 1
}

if complete "$folder"; then
    echo "Fashion-MNIST is in $folder."
    exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unpacked=$work/usr/share/datasets/fashion-mnist
if complete /usr/share/datasets/fashion-mnist; then
    unpacked=/usr/share/datasets/fashion-mnist
elif command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null; then
    echo "Downloading Debian's package $package (30 MB)."
    (cd "$work" && apt-get -qq download "$package") || elsewhere "Debian's package $package cannot be downloaded here."
    dpkg-deb -x "$work"/"$package"_*.deb "$work"
else
    elsewhere "There is no apt-get here to download Debian's package $package with."
fi
complete "$unpacked" || elsewhere "The package $package does not hold the four files."

# Each under a name of its own until it is whole, so that nothing half copied is taken for a file.
mkdir -p "$folder"
for file in $files; do
    cp "$unpacked/$file" "$folder/$file.part"
    mv "$folder/$file.part" "$folder/$file"
done
echo "Fashion-MNIST is in $folder."
