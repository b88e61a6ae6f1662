"""Measures the log reader beside pflogsumm on the same log and prints medians and the ratio.

usage: logs.py DIRECTORY ROUNDS PROGRAM     the log is DIRECTORY/mail.log
"""
import os
import resource
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



def run(command):
    """What it prints, and how long it took on the one core it has: by the clock, and of the processor's time."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    out = subprocess.run(["taskset", "-c", "0", *command], capture_output=True, text=True, check=True).stdout
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return out, wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def show(name, seconds):
    rates = [size / 1e6 / second for second in seconds]
    print(f"{name:24}{statistics.median(rates):8.1f}  ({min(rates):.1f}–{max(rates):.1f})")
    return statistics.median(rates)


ours = []
for _ in range(rounds):
    out, wall, used = run([program, log])
    words = out.split()
    assert int(words[0]) == size, words
    ours.append((wall, used))
# It takes the better part of a minute, so once is enough.
peer = run(["pflogsumm", log])

print(f"\nMail logs, MB a second on one core, {size / 1e9:.2f} GB, {int(words[1]):,} lines, {int(words[2]):,} events, medians (least–greatest)\n")
wall = show("swift-spf", [wall for wall, _ in ours])
cpu = show("swift-spf, CPU time", [used for _, used in ours])
peer_wall = show("pflogsumm", [peer[1]])
peer_cpu = show("pflogsumm, CPU time", [peer[2]])
print(f"target 300 MB/s: {'met' if wall >= 300 else 'NOT MET'}")
print(f"ratio {wall / peer_wall:.0f}x, by CPU time {cpu / peer_cpu:.0f}x; target 30x: {'met' if min(wall / peer_wall, cpu / peer_cpu) >= 30 else 'NOT MET'}")
