"""Measures what history and metrics cost the policy service: one without and one with both, in turn on the same core.

usage: recording.py DIRECTORY SPF [ROUNDS] [SECONDS]

Ends with 1 if the service with both answers less than nine tenths of what the other does, or grows by more than 64 MiB.
"""
import os
import signal
import socket
import statistics
import sys

from serving import Client, NameServer, Service, free_port

FEWEST = 0.9
MOST_MEMORY = 64


def remove(path):
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)


def scrape(port):
    """Reads the metrics, as somebody who watches does."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        text = b""
        while part := connection.recv(65536):
            text += part
    return {line.split(" ")[0]: float(line.split(" ")[1]) for line in text.decode().split("\n")
            if line.startswith("spf_history")}


def turn(client, service, other, subject, seconds):
    """Answers a second, and microseconds of processor time for each, while the other service sleeps."""
    other.signal(signal.SIGSTOP)
    service.signal(signal.SIGCONT)
    before = service.cpu
    count, time, _, _ = client.ask(service.path, 32, seconds, subject, 32)
    return count / time, (service.cpu - before) / count * 1e6


def main():
    directory, spf = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    seconds = int(sys.argv[4]) if len(sys.argv) > 4 else 5
    client, nsd, status = Client(directory), NameServer(directory), free_port()
    history = f"{directory}/history.db"
    remove(history)
    services = [
        Service(spf, f"{directory}/plain.sock", nsd.port),
        Service(spf, f"{directory}/recording.sock", nsd.port,
                ["--history", f"sqlite:{history}", "--status", f"127.0.0.1:{status}"])]
    failed = False
    try:
        print(f"\nHistory and metrics, 32 connections with 32 requests on the way, medians of {rounds} interleaved rounds\n")
        print(f"{'workload':14}{'a second':>10}{'with both':>11}{'ratio':>8}{'target':>9}{'CPU µs':>9}{'with both':>11}")
        for name, subject, warming in (("hot", "192.0.2.2@hot.example.com", 2), ("100,000 domains", 100_000, 40)):
            for number in (0, 1):
                turn(client, services[number], services[1 - number], subject, warming)
            measured = [[], []]
            for _ in range(rounds):
                for number in (0, 1):
                    measured[number].append(turn(client, services[number], services[1 - number], subject, seconds))
                scrape(status)
            (plain, plain_cpu), (recording, recording_cpu) = (
                [statistics.median(column) for column in zip(*rows)] for rows in measured)
            ratio = recording / plain
            failed = failed or ratio < FEWEST
            print(f"{name:15}{plain:9,.0f}{recording:11,.0f}{ratio:8.2f}{FEWEST:9.2f}{plain_cpu:9.2f}{recording_cpu:11.2f}  "
                  f"{'met' if ratio >= FEWEST else 'NOT MET'}", flush=True)
        sizes = [service.resident / 1024 for service in services]
        failed = failed or sizes[1] > sizes[0] + MOST_MEMORY
        print(f"\nResident memory over 100,000 domains: {sizes[0]:.0f} MiB, with history and metrics {sizes[1]:.0f} MiB, "
              f"at most {MOST_MEMORY} MiB more are wanted: {'met' if sizes[1] <= sizes[0] + MOST_MEMORY else 'NOT MET'}; "
              f"{scrape(status)['spf_history_dropped_total']:.0f} observations dropped")
    finally:
        for service in services:
            service.signal(signal.SIGCONT)
            service.stop()
        nsd.remove()
        remove(history)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
