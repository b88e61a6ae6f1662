"""Measures the Why page: requests a second on one core, what is transferred, the first paint in Chromium, and what load on
it does to the policy service beside it.

usage: pages.py DIRECTORY SPF [ROUNDS] [SECONDS]

Ends with 1 if a target is missed.
"""
import os
import re
import socket
import statistics
import subprocess
import sys
import time

from browser import Browser
from serving import TICKS, Client, NameServer, Service, free_port

LEAST_RATE = 5_000
MOST_P99 = 10
MOST_OCTETS = 60_000
MOST_PAINT = 300
MOST_RAISED = 1.2
# As many as `service.py` has: of more that ask without a pause each only waits for the others.
CONNECTIONS = 32

ZONE = """
$ORIGIN example.com.
$TTL 86400
corp TXT "v=spf1 mx ip4:192.0.2.10/32 ip4:192.0.2.11/32 -all"
corp MX 10 mx.corp
mx.corp A 192.0.2.10
$ORIGIN example.jp.
corp MX 10 mail2.corp
mail2.corp A 203.0.113.25
$ORIGIN in-addr.arpa.
25.113.0.203 PTR mail2.corp.example.jp.
"""
PATH = "/why?s=mfrom;id=support-info@corp.example.com;ip=203.0.113.25;r=me@receiver.example"


class Console:
    """`spf console`, on one core if told which."""

    def __init__(self, spf, directory, core=None):
        zone = f"{directory}/pages.zone"
        with open(zone, "w") as out:
            out.write(ZONE)
        configuration = f"{directory}/pages.yaml"
        with open(configuration, "w") as out:
            out.write("why: {kept_seconds: 86400}\n")
        self.port = free_port()
        pin = [] if core is None else ["taskset", "-c", str(core)]
        self.process = subprocess.Popen(
            [*pin, spf, "console", "--why", f"127.0.0.1:{self.port}", "--config", configuration, "--zone", zone],
            stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                self.fetch("/why")
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("spf console did not start")

    def address(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def fetch(self, path):
        """The octets of an answer, its head among them, and its text."""
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            octets = b""
            while part := connection.recv(65536):
                octets += part
        if b" 200 " not in octets[:16]:
            raise SystemExit(f"{path} was answered {octets[:60]}")
        return len(octets), octets.decode()

    def transferred(self, path):
        """Octets of a page with everything that it loads."""
        octets, text = self.fetch(path)
        loaded = re.findall(r'(?:href|src)="(/assets/[^"]+)"', text)
        return octets, sum(self.fetch(asset)[0] for asset in loaded)

    @property
    def cpu(self):
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def stop(self):
        self.process.terminate()
        self.process.wait()


def wrk(address, seconds, connections, prefix):
    """Requests a second and p99 in milliseconds."""
    result = subprocess.run(
        [*prefix, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", address], capture_output=True, text=True)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", result.stdout)
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", result.stdout)
    if not rate or not p99 or "Non-2xx" in result.stdout or "Socket errors" in result.stdout:
        raise SystemExit(f"wrk: {result.stdout}{result.stderr}")
    return float(rate[1]), float(p99[1]) * {"us": 1e-3, "ms": 1, "s": 1e3}[p99[2]]


def line(name, value, target, isMet):
    print(f"{name:44}{value:>14}{target:>12}  {'met' if isMet else 'NOT MET'}", flush=True)
    return isMet


def speed(spf, directory, rounds, seconds):
    """The page by itself: the server on one core, who asks on the other."""
    console = Console(spf, directory, core=0)
    try:
        page, rest = console.transferred(PATH)
        address = console.address(PATH)
        wrk(address, seconds, CONNECTIONS, ["taskset", "-c", "1"])
        before, measured = console.cpu, []
        for _ in range(rounds):
            measured.append(wrk(address, seconds, CONNECTIONS, ["taskset", "-c", "1"]))
        rate, p99 = (statistics.median(column) for column in zip(*measured))
        per_cpu = sum(row[0] for row in measured) * seconds / (console.cpu - before)
        with Browser() as browser:
            # The first time the browser itself has to be loaded.
            browser.first_paint(address)
            paint = statistics.median(browser.first_paint(address) for _ in range(9))
        print(f"\nThe Why page, kept, server on one core, {CONNECTIONS} connections, medians of {rounds} rounds of {seconds} s\n")
        print(f"{'':44}{'measured':>14}{'target':>12}")
        return all([
            line("requests a second", f"{rate:,.0f}", f"{LEAST_RATE:,}", rate >= LEAST_RATE),
            line("requests a second of processor time", f"{per_cpu:,.0f}", f"{LEAST_RATE:,}", per_cpu >= LEAST_RATE),
            line("p99, ms", f"{p99:.2f}", str(MOST_P99), p99 < MOST_P99),
            line("octets: page, with what it loads", f"{page:,} {page + rest:,}", f"{MOST_OCTETS:,}", page + rest < MOST_OCTETS),
            line("first contentful paint, nothing kept, ms", f"{paint:.0f}", str(MOST_PAINT), paint < MOST_PAINT),
        ])
    finally:
        console.stop()


def together(spf, directory, rounds, seconds):
    """The policy service with and without load on the page, in turn; the scheduler places everything."""
    client, nsd = Client(directory), NameServer(directory)
    service = Service(spf, f"{directory}/together.sock", nsd.port)
    console = Console(spf, directory)
    try:
        address = console.address(PATH)
        console.fetch(PATH)
        client.ask(service.path, 32, seconds, "192.0.2.2@hot.example.com")
        wrk(address, 1, 64, [])
        quiet, loaded, rates = [], [], []
        for _ in range(rounds):
            quiet.append(client.ask(service.path, 8, seconds, "192.0.2.2@hot.example.com")[3])
            # Who asks for pages is on another machine as a rule: here it is to take no time from anybody.
            load = subprocess.Popen(
                ["chrt", "-i", "0", "wrk", "-t1", "-c64", f"-d{seconds + 2}s", address], stdout=subprocess.PIPE, text=True)
            time.sleep(1)
            loaded.append(client.ask(service.path, 8, seconds, "192.0.2.2@hot.example.com")[3])
            rates.append(float(re.search(r"Requests/sec:\s+([\d.]+)", load.communicate()[0])[1]))
        before, after = statistics.median(quiet), statistics.median(loaded)
        print(f"\nThe policy service under load on the Why page, 8 connections, medians of {rounds} interleaved rounds\n")
        print(f"{'':44}{'measured':>14}{'target':>12}")
        print(f"{'pages a second meanwhile':44}{statistics.median(rates):14,.0f}")
        print(f"{'p99 without, µs':44}{before:14.0f}")
        return line("p99 with, µs", f"{after:.0f}", f"{before * MOST_RAISED:.0f}", after <= before * MOST_RAISED)
    finally:
        console.stop()
        service.stop()
        nsd.remove()


def main():
    directory, spf = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    seconds = int(sys.argv[4]) if len(sys.argv) > 4 else 5
    results = [speed(spf, directory, rounds, seconds), together(spf, directory, rounds, seconds)]
    sys.exit(0 if all(results) else 1)


main()
