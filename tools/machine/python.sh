#!/bin/sh
# Can the Python at $1 make an environment? As root on Debian the missing part is installed, else a sentence says which.
set -eu
python=$1

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Vouch needs Python 3.11 or later, and \"$python\" is not one. Install it, or name one: make PYTHON=python3.12 ..." >&2
    exit 1
fi
"$python" -c 'import ensurepip, venv' 2>/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing python3-venv."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
    "$python" -c 'import ensurepip, venv' && exit 0
fi
echo "This Python cannot make environments. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2
exit 1
