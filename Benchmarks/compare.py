"""Measures the evaluators in turn and prints medians and ratios.

usage: compare.py DIRECTORY ROUNDS NAME=COMMAND…     the first is ours, the second the one that targets refer to
"""
import shlex
import statistics
import subprocess
import sys

directory, rounds = sys.argv[1], int(sys.argv[2])
targets = {"hot": 5, "real": 15, "full": 15, "many": 4}
# A round of about a fifth of a second.
budget = 0.2


class Program:
    def __init__(self, name, command):
        self.name = name
        self.process = subprocess.Popen(
            ["taskset", "-c", "0", *shlex.split(command), f"{directory}/bench.zone"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline().strip() == "ready", f"{name} did not start"
        self.counts, self.rates, self.wrong = {}, {}, 0

    def run(self, workload, count):
        self.process.stdin.write(f"{directory}/{workload} {count}\n")
        self.process.stdin.flush()
        nanoseconds, wrong = map(int, self.process.stdout.readline().split())
        self.wrong += wrong
        return count * 1e9 / max(nanoseconds, 1)

    def warm_up(self, workload):
        self.run(workload, 100)
        rate = self.run(workload, 1000)
        self.counts[workload] = max(200, int(rate * budget))
        self.rates[workload] = []


programs = [Program(*argument.split("=", 1)) for argument in sys.argv[3:]]
failed = False
print(f"\nEvaluation, checks a second, medians of {rounds} interleaved rounds on one core (least–greatest)\n")
print(f"{'workload':9}" + "".join(f"{p.name:>34}" for p in programs) + f"{'ratio':>9}{'target':>8}")
for workload in targets:
    for program in programs:
        program.warm_up(workload)
    for _ in range(rounds):
        for program in programs:
            program.rates[workload].append(program.run(workload, program.counts[workload]))
    medians = [statistics.median(p.rates[workload]) for p in programs]
    cells = ""
    for program, median in zip(programs, medians):
        low, high = min(program.rates[workload]), max(program.rates[workload])
        cells += f"{f'{median:,.0f} ({low:,.0f}–{high:,.0f})':>34}"
    ratio = medians[0] / medians[1]
    met = ratio >= targets[workload] and medians[0] >= max(medians)
    print(f"{workload:9}{cells}{ratio:8.1f}x{targets[workload]:7}x  {'met' if met else 'NOT MET'}", flush=True)
for program in programs:
    program.process.stdin.close()
    if program.wrong:
        failed = True
        print(f"{program.name}: {program.wrong} wrong results")
sys.exit(1 if failed else 0)
