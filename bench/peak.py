#!/usr/bin/env python3
"""peak.py OUTPUT COMMAND…: prints how many milliseconds the command took, and the most kilobytes that it had resident."""
import resource
import subprocess
import sys
import time

with open(sys.argv[1], "wb") as output:
    began = time.monotonic()
    subprocess.run(sys.argv[2:], stdout=output, stderr=subprocess.STDOUT, check=True)
    milliseconds = (time.monotonic() - began) * 1000
print(f"{milliseconds:.2f} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}")
