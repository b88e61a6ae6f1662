"""Evaluates a workload with pyspf, whose DNS answers come from a dictionary in memory.

usage: pyspf.py ZONE; then lines "FILE COUNT" on standard input, see Sources/Evaluate.
"""
import sys
import time

import spf

answers = {}
with open(sys.argv[1]) as zone:
    for line in zone:
        words = line.rstrip("\n").split(" ", 2)
        if len(words) < 3 or words[0].startswith("$"):
            continue
        name, kind, data = words[0].rstrip(".").lower(), words[1], words[2]
        if kind == "TXT":
            value = [data.strip('"').replace('" "', "").encode()]
        elif kind == "MX":
            value = (10, data.split(" ")[1].rstrip("."))
        else:
            value = data
        answers.setdefault((name, kind), []).append(((name, kind), value))


def lookup(name, kind, strict=True, timeout=20):
    return answers.get((name.rstrip(".").lower(), kind), [])


spf.DNSLookup = lookup
workloads = {}
print("ready", flush=True)
for command in sys.stdin:
    path, count = command.split()
    if path not in workloads:
        with open(path) as file:
            workloads[path] = [line.split() for line in file]
    checks = workloads[path]
    wrong = 0
    start = time.perf_counter_ns()
    for number in range(int(count)):
        client, sender, helo, expected = checks[number % len(checks)]
        if spf.check2(client, sender, helo)[0] != expected:
            wrong += 1
    print(time.perf_counter_ns() - start, wrong, flush=True)
