#!/bin/sh
# Is there what the browser tests need? As root on Debian it is installed, else a sentence says what is missing.
set -eu
packages='chromium fonts-dejavu-core libatomic1'

there() {
    command -v chromium >/dev/null && [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] &&
        /sbin/ldconfig -p | grep -q libatomic.so.1  # what drives the browser is linked with it
}

there && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing for the browser tests, once: $packages"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends $packages >/dev/null
    there && exit 0
fi
echo "The browser tests need Chromium, a font and libatomic. On Debian: sudo apt-get install $packages" >&2
echo "Without them: .venv/bin/python -m pytest -m 'not browser and not trials'" >&2
exit 1
