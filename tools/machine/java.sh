#!/bin/sh
# Is there what the tests of Spark need? As root on Debian it is installed, else a sentence says what is missing.
set -eu
package='openjdk-17-jre-headless'

there() {
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -version >/dev/null 2>&1
}

there && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing for the tests of Spark, once: $package"
    export DEBIAN_FRONTEND=noninteractive
    mkdir -p /usr/share/man/man1  # where images leave manuals out, the package does not install without it
    apt-get update -qq && apt-get install -y -qq --no-install-recommends $package >/dev/null
    there && exit 0
fi
echo "The tests of the engine spark need Java 17. On Debian: sudo apt-get install $package" >&2
echo "Without it: .venv/bin/python -m pytest -m 'not spark and not trials'" >&2
exit 1
