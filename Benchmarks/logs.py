"""Measures the log reader beside pflogsumm on the same log and prints medians and the ratio.

usage: logs.py DIRECTORY ROUNDS PROGRAM     the log is DIRECTORY/mail.log
"""
import os
import statistics
import subprocess
import sys
import time

directory, rounds, program = sys.argv[1], int(sys.argv[2]), sys.argv[3]
log = f"{directory}/mail.log"
size = os.path.getsize(log)
with open(log, "rb") as file:
    while file.read(1 << 24):
        pass

rates, events = [], 0
for _ in range(rounds):
    words = subprocess.run(["taskset", "-c", "0", program, log], capture_output=True, text=True, check=True).stdout.split()
    assert int(words[0]) == size, words
    events = int(words[2])
    rates.append(size * 1e3 / int(words[3]))
# It takes minutes, so once is enough.
start = time.monotonic()
subprocess.run(["taskset", "-c", "0", "pflogsumm", log], stdout=subprocess.DEVNULL, check=True)
peer = size / 1e6 / (time.monotonic() - start)

median = statistics.median(rates)
print(f"\nMail logs, MB a second on one core, {size / 1e9:.2f} GB, {int(words[1]):,} lines, {events:,} events\n")
print(f"{'swift-spf':12}{median:8.0f}  ({min(rates):.0f}–{max(rates):.0f})  target 300     {'met' if median >= 300 else 'NOT MET'}")
print(f"{'pflogsumm':12}{peer:8.1f}  ratio {median / peer:.0f}x  target 30x  {'met' if median >= 30 * peer else 'NOT MET'}")
