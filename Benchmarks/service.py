"""Measures the policy service: one connection beside policyd-spf, 32 connections, and memory.

usage: service.py DIRECTORY SPF
"""
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time

directory, spf = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
here = os.path.dirname(os.path.abspath(__file__))
TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    """A port that is free for UDP and for TCP."""
    for _ in range(100):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagram, socket.socket(socket.AF_INET) as stream:
            datagram.bind(("127.0.0.1", 0))
            try:
                stream.bind(datagram.getsockname())
            except OSError:
                continue
            return datagram.getsockname()[1]
    raise SystemExit("no free port")


def name_server():
    """NSD with the domains of the workloads, so that every answer comes over a real wire once."""
    port = free_port()
    work = f"{directory}/nsd"
    os.makedirs(work, exist_ok=True)
    zones = {"example.com": [], "example.net": []}
    with open(f"{directory}/bench.zone") as source:
        for line in source:
            for zone, lines in zones.items():
                if f".{zone}. " in line:
                    lines.append(line)
    configuration = (
        f'server:\n ip-address: 127.0.0.1@{port}\n username: ""\n chroot: ""\n zonesdir: "{work}"\n database: ""\n'
        f' pidfile: "{work}/nsd.pid"\n xfrdfile: "{work}/xfrd"\n zonelistfile: "{work}/list"\n server-count: 1\n'
        # It would take this load for an attack and not answer.
        " rrl-ratelimit: 0\nremote-control:\n control-enable: no\n")
    for zone, lines in zones.items():
        with open(f"{work}/{zone}.zone", "w") as out:
            out.write(f"$ORIGIN {zone}.\n$TTL 86400\n@ SOA ns1 hostmaster 1 3600 600 86400 3600\n@ NS ns1\nns1 A 192.0.2.53\n")
            out.writelines(lines)
        configuration += f'zone:\n name: {zone}\n zonefile: "{work}/{zone}.zone"\n'
    with open(f"{work}/nsd.conf", "w") as out:
        out.write(configuration)
    server = subprocess.Popen(["/usr/sbin/nsd", "-d", "-c", f"{work}/nsd.conf"], stderr=subprocess.PIPE, text=True)
    said = []
    for line in server.stderr:
        said.append(line)
        if "nsd started" in line:
            return server, port
    raise SystemExit("nsd did not start:\n" + "".join(said))


def service(port):
    path = f"{directory}/policy.sock"
    process = subprocess.Popen(
        ["taskset", "-c", "0", spf, "serve", "--listen", f"unix:{path}", "--resolver", f"127.0.0.1:{port}",
         "--local-network", "none", "--threads", "1", "--log", "stderr"], stderr=subprocess.DEVNULL)
    for _ in range(200):
        try:
            socket.socket(socket.AF_UNIX).connect(path)
            return process, path
        except OSError:
            time.sleep(0.05)
    raise SystemExit("spf serve did not start")


def floor():
    """A process that answers at once whatever it is asked: what the kernel leaves for any service."""
    path = f"{directory}/echo.sock"
    subprocess.run(["gcc", "-O2", "-Wall", "-o", f"{directory}/echo", f"{here}/peers/echo.c"], check=True)
    process = subprocess.Popen(["taskset", "-c", "0", f"{directory}/echo", path])
    for _ in range(200):
        if os.path.exists(path):
            return process, path
        time.sleep(0.05)
    raise SystemExit("echo did not start")


def ask(target, connections, seconds, domains, depth=1):
    """Requests, seconds, and p50 and p99 in microseconds, with so many requests on the way on each connection."""
    # Where the clients run is the scheduler's affair, as on a mail host; the service has one core.
    result = subprocess.run(
        [load, target, str(connections), str(seconds), str(domains), str(depth)],
        capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(f"load of {target} ended with {result.returncode}: {result.stderr.strip()}")
    return [float(word) for word in result.stdout.split()]


def rate(target, domains, depth):
    requests, seconds, _, _ = ask(target, 1, 1, domains, depth)
    return requests / seconds


def cpu(process):
    with open(f"/proc/{process.pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident(process):
    with open(f"/proc/{process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


load = f"{directory}/load"
subprocess.run(["gcc", "-O2", "-Wall", "-o", load, f"{here}/load.c", "-lpthread"], check=True)
nsd, port = name_server()
ours, path = service(port)
echo, echo_path = floor()
try:
    empty = f"{directory}/policyd-spf.conf"
    open(empty, "w").close()
    wrapper = os.path.abspath(os.path.join(here, "..", "Tests", "PolicyServiceTests", "Fixtures", "policyd-spf-redirected.py"))
    peer = f"exec:exec taskset -c 0 /usr/bin/python3 {wrapper} 127.0.0.1 {port} {empty} 2>/dev/null"
    # With one request on the way, as Postfix has it, most of the time goes by while the kernel wakes one process and
    # then the other: "echo" shows how fast that is by itself. What the services can do is seen when they need not wait
    # for the next request.
    print("\nPolicy service, one connection, requests a second, medians of 5 interleaved rounds\n")
    print(f"{'workload':9}{'on the way':>11}{'swift-spf':>14}{'policyd-spf':>14}{'ratio':>9}{'target':>8}{'':9}"
          f"{'echo':>11}{'of it':>7}")
    for workload, subject in (("hot", "192.0.2.2@hot.example.com"), ("real", "203.0.113.200@real.example.com")):
        for depth in (1, 32):
            rate(path, subject, depth)
            rounds = [[rate(target, subject, depth) for target in (path, peer, echo_path)] for _ in range(5)]
            mine, theirs, least = (statistics.median(column) for column in zip(*rounds))
            ratio = mine / theirs
            print(f"{workload:9}{depth:11}{mine:14,.0f}{theirs:14,.0f}{ratio:8,.0f}x{100:7}x  "
                  f"{'met' if ratio >= 100 else 'NOT MET':7}{least:11,.0f}{mine / least:7.0%}", flush=True)

    # Every answer is asked for once before anything is measured.
    ask(path, 32, 30, 100_000)
    print("\nPolicy service, 32 connections, 100,000 domains, HELO and MAIL FROM checked\n")
    print(f"{'on the way':11}{'a second':>10}{'a core':>10}{'target':>9}{'p50 µs':>8}{'p99 µs':>8}")
    for depth in (1, 32):
        before = cpu(ours)
        count, seconds, p50, p99 = ask(path, 32, 10, 100_000, depth)
        per_core = count / (cpu(ours) - before)
        print(f"{depth:10} {count / seconds:10,.0f}{per_core:10,.0f}{50_000:9,}{p50:8.0f}{p99:8.0f}  "
              f"{'met' if per_core >= 50_000 else 'NOT MET'}", flush=True)
    sizes = [resident(ours)]
    for _ in range(2):
        done = 0
        while done < 1_000_000:
            done += ask(path, 32, 5, 100_000)[0]
        sizes.append(resident(ours))
    print(
        f"\nResident memory over 100,000 domains: {sizes[0] / 1024:.0f} MiB, after a million requests more {sizes[1] / 1024:.0f} MiB, "
        f"after another {sizes[2] / 1024:.0f} MiB")
finally:
    ours.terminate()
    echo.terminate()
    nsd.terminate()
    shutil.rmtree(f"{directory}/nsd", ignore_errors=True)
