#!/bin/sh
# Set hoso up in this folder: missing system packages, .venv, pinned Python packages.
#
#   sh install.sh [run|test]     run: what hoso needs; test: also what its tests need
#
# Doing it again costs a second: what is there is left alone.
set -eu
cd "$(dirname "$0")"
purpose=${1:-run}

packages=""
need() { # need COMMAND PACKAGE: the command, or else its package
    command -v "$1" >/dev/null 2>&1 || packages="$packages $2"
}
need_file() { # need_file PATTERN PACKAGE: some file of that shape, or else its package
    for found in $1; do [ -e "$found" ] && return 0; done
    packages="$packages $2"
}

need tesseract tesseract-ocr
need pdftoppm poppler-utils
need_file "/usr/share/tesseract-ocr/*/tessdata/vie.traineddata" tesseract-ocr-vie
need_file "/usr/lib/*/libGL.so.1" libgl1
need_file "/usr/lib/*/libgthread-2.0.so.0" libglib2.0-0
# What cover sheets are printed in.
need_file "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf" fonts-dejavu-core
if [ "$purpose" = test ]; then
    # What the desk is looked at with.
    need_file "/usr/bin/chromium" chromium
    # What the bench measures hoso beside.
    need_file "/usr/share/tesseract-ocr/*/tessdata/Vietnamese.traineddata" tesseract-ocr-script-viet
    need_file "/usr/share/tesseract-ocr/*/tessdata/osd.traineddata" tesseract-ocr-osd
    # What invented papers are drawn with; synthesis/ink/faces.toml names the faces.
    for face in liberation2/LiberationSerif:fonts-liberation2 freefont/FreeSerif:fonts-freefont-ttf \
        dejavu/DejaVuSansCondensed:fonts-dejavu-extra \
        crosextra/Carlito:fonts-crosextra-carlito open-sans/OpenSans:fonts-open-sans \
        roboto/unhinted/RobotoTTF/Roboto:fonts-roboto-unhinted cmu/cmunrm:fonts-cmu \
        gentiumplus/GentiumPlus:fonts-sil-gentiumplus charis/CharisSIL:fonts-sil-charis \
        vollkorn/Vollkorn:fonts-vollkorn; do
        need_file "/usr/share/fonts/truetype/${face%%:*}[-.]*" "${face#*:}"
    done
    need_file "/usr/share/texmf/fonts/opentype/*/tex-gyre/texgyretermes-regular.otf" fonts-texgyre
    need npm npm
fi

python=""
for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null 2>&1 &&
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Cần Python 3.11 trở lên. / Python 3.11 or newer is needed." >&2
    exit 4
fi
[ -d .venv ] || "$python" -c 'import ensurepip' 2>/dev/null || packages="$packages python3-venv"

if [ -n "$packages" ]; then
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        as_root=$(command -v sudo || true)
    fi
    if ! command -v apt-get >/dev/null 2>&1 || { [ "$(id -u)" -ne 0 ] && [ -z "$as_root" ]; }; then
        echo "Hãy cài các gói này rồi chạy lại. / Install these packages, then run this again:" >&2
        echo "    apt-get install$packages" >&2
        exit 4
    fi
    echo "Cài gói hệ thống / installing system packages:$packages" >&2
    $as_root apt-get update -qq
    # shellcheck disable=SC2086  # a list of words on purpose
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $packages >&2
fi

lock=requirements.lock
[ "$purpose" = test ] && lock=requirements-test.lock
mark=".venv/installed-$purpose"
if ! cmp -s "$lock" "$mark" 2>/dev/null; then
    [ -d .venv ] || "$python" -m venv .venv
    echo "Cài gói Python / installing Python packages from $lock" >&2
    .venv/bin/python -m pip install -q --disable-pip-version-check -r "$lock"
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps -e .
    cp "$lock" "$mark"
fi
[ "$purpose" = run ] || .venv/bin/python -m synthesis.install
