"""Measures the policy service: one connection beside policyd-spf, 32 connections, and memory.

usage: service.py DIRECTORY SPF
"""
import os
import statistics
import sys

from serving import HERE, Client, Floor, NameServer, Service

directory, spf = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
client = Client(directory)
nsd = NameServer(directory)
ours = Service(spf, f"{directory}/policy.sock", nsd.port)
floor = Floor(directory)
try:
    empty = f"{directory}/policyd-spf.conf"
    open(empty, "w").close()
    wrapper = os.path.abspath(os.path.join(HERE, "..", "Tests", "PolicyServiceTests", "Fixtures", "policyd-spf-redirected.py"))
    peer = f"exec:exec taskset -c 0 /usr/bin/python3 {wrapper} 127.0.0.1 {nsd.port} {empty} 2>/dev/null"
    # With one request on the way, as Postfix has it, most of the time goes by while the kernel wakes one process and
    # then the other: "echo" shows how fast that is by itself. What the services can do is seen when they need not wait
    # for the next request.
    print("\nPolicy service, one connection, requests a second, medians of 5 interleaved rounds\n")
    print(f"{'workload':9}{'on the way':>11}{'swift-spf':>14}{'policyd-spf':>14}{'ratio':>9}{'target':>8}{'':9}"
          f"{'echo':>11}{'of it':>7}")
    for workload, subject in (("hot", "192.0.2.2@hot.example.com"), ("real", "203.0.113.200@real.example.com")):
        for depth in (1, 32):
            client.rate(ours.path, subject, depth)
            rounds = [
                [client.rate(target, subject, depth) for target in (ours.path, peer, floor.path)] for _ in range(5)]
            mine, theirs, least = (statistics.median(column) for column in zip(*rounds))
            ratio = mine / theirs
            print(f"{workload:9}{depth:11}{mine:14,.0f}{theirs:14,.0f}{ratio:8,.0f}x{100:7}x  "
                  f"{'met' if ratio >= 100 else 'NOT MET':7}{least:11,.0f}{mine / least:7.0%}", flush=True)

    # Every answer is asked for once before anything is measured.
    client.ask(ours.path, 32, 30, 100_000)
    print("\nPolicy service, 32 connections, 100,000 domains, HELO and MAIL FROM checked\n")
    print(f"{'on the way':11}{'a second':>10}{'a core':>10}{'target':>9}{'p50 µs':>8}{'p99 µs':>8}")
    for depth in (1, 32):
        before = ours.cpu
        count, seconds, p50, p99 = client.ask(ours.path, 32, 10, 100_000, depth)
        per_core = count / (ours.cpu - before)
        print(f"{depth:10} {count / seconds:10,.0f}{per_core:10,.0f}{50_000:9,}{p50:8.0f}{p99:8.0f}  "
              f"{'met' if per_core >= 50_000 else 'NOT MET'}", flush=True)
    sizes = [ours.resident]
    for _ in range(2):
        done = 0
        while done < 1_000_000:
            done += client.ask(ours.path, 32, 5, 100_000)[0]
        sizes.append(ours.resident)
    print(
        f"\nResident memory over 100,000 domains: {sizes[0] / 1024:.0f} MiB, after a million requests more {sizes[1] / 1024:.0f} MiB, "
        f"after another {sizes[2] / 1024:.0f} MiB")
finally:
    ours.stop()
    floor.stop()
    nsd.remove()
