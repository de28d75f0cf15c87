"""How much memory does a process take at most, as Linux counts it?"""

from __future__ import annotations

import subprocess
import sys

# not getrusage: what it gives begins with the memory of the process that started this one
_TELL = "import re; print(re.findall(r'VmHWM:\\s*(\\d+)', open('/proc/self/status').read())[0])"


def peak(code: str, *arguments: str) -> int:
    """Bytes at most of a process of its own that runs this code; `sys` is there, with the arguments."""
    whole = f"import sys; {code}; {_TELL}"
    ran = subprocess.run([sys.executable, "-c", whole, *arguments], capture_output=True, text=True, check=True)
    return int(ran.stdout.split()[-1]) * 1024
