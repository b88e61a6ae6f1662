"""Measures the log reader beside pflogsumm on the same log, on one core and on all, and prints medians and ratios.

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


def run(command, one_core):
    """What it prints, and how long it took: by the clock, and of the processors' time."""
    if one_core:
        command = ["taskset", "-c", "0", *command]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return out, wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def show(name, runs, peer=None):
    """Prints what a program did in its runs; gives the medians of the rates by the clock and by CPU time."""
    medians = []
    for of, index in (("", 1), (", CPU time", 2)):
        rates = [size / 1e6 / run[index] for run in runs]
        medians.append(statistics.median(rates))
        ratio = f"{medians[-1] / peer[index - 1]:8.1f}x" if peer else ""
        print(f"{name + of:34}{medians[-1]:8.1f}  ({min(rates):.1f}–{max(rates):.1f}){ratio}")
    return medians


one, all_cores = [], []
for _ in range(rounds):
    one.append(run([program, log], True))
    all_cores.append(run([program, log], False))
words = one[0][0].split()
for out, _, _ in one + all_cores:
    assert out.split()[:3] == words[:3] and int(words[0]) == size, out
# It takes the better part of a minute, so once is enough. It has one thread, so it is no faster on more cores.
peer = run(["pflogsumm", log], True)

cores = len(os.sched_getaffinity(0))
print(f"\nMail logs, MB a second, {size / 1e9:.2f} GB, {int(words[1]):,} lines, {int(words[2]):,} events, "
      "medians (least–greatest) and ratio to pflogsumm\n")
peer_rates = show("pflogsumm", [peer])
one_wall, _ = show("swift-spf on one core", one, peer_rates)
all_wall, _ = show(f"swift-spf on {cores} cores", all_cores, peer_rates)
print(f"target 300 MB/s on one core: {'met' if one_wall >= 300 else 'NOT MET'}")
print(f"target 30x: {'met' if all_wall / peer_rates[0] >= 30 else 'NOT MET'} on {cores} cores, "
      f"{'met' if one_wall / peer_rates[0] >= 30 else 'not met'} on one")
