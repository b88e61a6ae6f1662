"""Measures the console over a long history in SQLite: what its overview takes, and what the sums that it reads cost whoever
writes.

usage: overview.py DIRECTORY WRITEHISTORY SPF [ROWS] [ROUNDS]

Ends with 1 if a target is missed.
"""
import os
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import time

from serving import free_port

MOST_OVERVIEW = 200
PART = 100_000


def remove(path):
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)


def write(program, path, rows, first):
    """Seconds for each 100,000 rows."""
    result = subprocess.run([program, path, str(rows), str(first)], capture_output=True, text=True, check=True)
    return [float(line.split()[1]) for line in result.stdout.splitlines()]


def drop_sums(path):
    """Takes from a history what keeps its sums."""
    database = sqlite3.connect(path)
    for name, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {name}")
    database.commit()
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def cost(program, path, rows, rounds):
    """Writes to two copies in turn, one of which keeps no sums, so that both are of the same size."""
    without = path + ".without"
    remove(without)
    database = sqlite3.connect(path)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    shutil.copyfile(path, without)
    drop_sums(without)
    measured = {path: [], without: []}
    for number in range(rounds):
        for file, times in measured.items():
            times += write(program, file, PART, rows + number * PART)
    remove(without)
    return statistics.median(measured[path]), statistics.median(measured[without])


class Console:
    """`spf console` over a history."""

    def __init__(self, spf, directory, history):
        self.port = free_port()
        zone = f"{directory}/overview.zone"
        with open(zone, "w") as out:
            out.write("$ORIGIN example.com.\n$TTL 300\n@ TXT \"v=spf1 -all\"\n")
        self.process = subprocess.Popen(
            [spf, "console", "--console", f"127.0.0.1:{self.port}", "--history", f"sqlite:{history}", "--zone", zone],
            stderr=subprocess.DEVNULL)
        for _ in range(400):
            try:
                self.fetch("/api/v1/openapi.json")
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("spf console did not start")

    def fetch(self, path):
        """Milliseconds until an answer is read to its end, and its text."""
        begin = time.monotonic()
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            octets = b""
            while part := connection.recv(1 << 20):
                octets += part
        if b" 200 " not in octets[:16]:
            raise SystemExit(f"{path} was answered {octets[:200]}")
        return (time.monotonic() - begin) * 1e3, octets.decode()

    @property
    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmHWM:\s+(\d+)", status.read())[1]) / 1024

    def stop(self):
        self.process.terminate()
        self.process.wait()


def line(name, value, target, is_met):
    print(f"{name:52}{value:>16}{target:>12}  {'met' if is_met else 'NOT MET'}", flush=True)
    return is_met


def main():
    directory, program, spf = (os.path.abspath(path) for path in sys.argv[1:4])
    rows = int(sys.argv[4]) if len(sys.argv) > 4 else 10_000_000
    rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 11
    history = f"{directory}/overview-{rows}.db"
    all_met = True

    small = f"{directory}/overview-small.db"
    remove(small)
    write(program, small, PART, 0)
    print(f"\nA history of {rows:,} observations in SQLite\n")
    costs = [("at the start", cost(program, small, PART, rounds))]
    remove(small)
    if not os.path.exists(history):
        times = write(program, history, rows, 0)
        print(f"written in {sum(times):.0f} s, the last 100,000 in {times[-1]:.2f} s")
    print(f"{os.path.getsize(history) / 1e6:.0f} MB")
    console = Console(spf, directory, history)
    try:
        # Cases are looked into in the background from the start on: whoever comes then must not wait for that.
        first = max(console.fetch("/?window=7d")[0] for _ in range(5))
        all_met &= line("overview, while cases are looked into", f"{first:.0f} ms", f"< {MOST_OVERVIEW} ms", first < MOST_OVERVIEW)
        while '"casesUpdated":null' in console.fetch("/api/v1/overview")[1]:
            time.sleep(0.5)
        for path in ("/?window=24h", "/?window=7d", "/?window=30d", "/?window=90d", "/api/v1/overview?window=90d",
                     "/cases", "/cases?result=softfail", "/live", "/domains"):
            measured = [console.fetch(path)[0] for _ in range(20)]
            worst = max(measured)
            name = f"{path}: median, worst of 20"
            value = f"{statistics.median(measured):.0f}, {worst:.0f} ms"
            all_met &= line(name, value, f"< {MOST_OVERVIEW} ms", worst < MOST_OVERVIEW)
        print(f"memory of the console: {console.memory:.0f} MiB")
    finally:
        console.stop()
    costs.append((f"behind {rows:,}", cost(program, history, rows, rounds)))
    print(f"\nSeconds to write 100,000 rows, medians of {rounds} interleaved rounds\n")
    for name, (kept, plain) in costs:
        print(f"{name:24} with sums {kept:6.2f}   without {plain:6.2f}   {kept / plain:5.2f} times")
    return 0 if all_met else 1


if __name__ == "__main__":
    sys.exit(main())
