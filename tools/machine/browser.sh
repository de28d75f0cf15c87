#!/bin/sh
# Is there what the browser tests need? As root on Debian it is installed, else a sentence says what is missing.
set -eu

there() {
    command -v chromium >/dev/null && [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ]
}

there && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium and a font for the browser tests: once."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
    there && exit 0
fi
echo "The browser tests need Chromium and a font. On Debian: sudo apt-get install chromium fonts-dejavu-core" >&2
echo "Without them: .venv/bin/python -m pytest -m 'not browser and not trials'" >&2
exit 1
