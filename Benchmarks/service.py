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


def request(domain, client, instance):
    return (
        "request=smtpd_access_policy\nprotocol_state=RCPT\nprotocol_name=ESMTP\nqueue_id=\n"
        f"client_address={client}\nclient_name=unknown\nreverse_client_name=unknown\nhelo_name=mail.{domain}\n"
        f"sender=alice@{domain}\nrecipient=bob@receiver.example\nrecipient_count=0\ninstance={instance}\n\n"
    ).encode()


def free_port(kind=socket.SOCK_DGRAM):
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def name_server():
    """NSD with the domains of the workloads, so that every answer comes over a real wire once."""
    port = free_port()
    zone = f"{directory}/nsd"
    os.makedirs(zone, exist_ok=True)
    with open(f"{directory}/bench.zone") as source, open(f"{zone}/example.com.zone", "w") as out:
        out.write("$ORIGIN example.com.\n$TTL 86400\n@ SOA ns1 hostmaster 1 3600 600 86400 3600\n@ NS ns1\nns1 A 192.0.2.53\n")
        out.writelines(line for line in source if ".example.com. " in line and not line.startswith("$"))
    with open(f"{zone}/nsd.conf", "w") as out:
        out.write(
            f'server:\n ip-address: 127.0.0.1@{port}\n username: ""\n chroot: ""\n zonesdir: "{zone}"\n database: ""\n'
            f' pidfile: "{zone}/nsd.pid"\n xfrdfile: "{zone}/xfrd"\n zonelistfile: "{zone}/list"\n server-count: 1\n'
            f'remote-control:\n control-enable: no\nzone:\n name: example.com\n zonefile: "{zone}/example.com.zone"\n')
    server = subprocess.Popen(["/usr/sbin/nsd", "-d", "-c", f"{zone}/nsd.conf"], stderr=subprocess.PIPE, text=True)
    for line in server.stderr:
        if "nsd started" in line:
            return server, port
    raise SystemExit("nsd did not start")


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


def one_connection(connection, texts):
    """Requests a second, one after the other; each is a message of its own."""
    count = len(texts)
    start = time.perf_counter()
    for text in texts:
        connection.sendall(text)
        answer = connection.recv(4096)
        if b"Received-SPF: Pass" not in answer:
            raise SystemExit(f"wrong answer: {answer!r}")
    return count / (time.perf_counter() - start)


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
try:
    def messages(round_number, count):
        return [request("hot.example.com", "192.0.2.2", f"{round_number}.{number}") for number in range(count)]

    connection = socket.socket(socket.AF_UNIX)
    connection.connect(path)
    one_connection(connection, messages("warm", 200))
    ours_rate = statistics.median(one_connection(connection, messages(number, 10_000)) for number in range(9))

    empty = f"{directory}/policyd-spf.conf"
    open(empty, "w").close()
    wrapper = os.path.join(here, "..", "Tests", "PolicyServiceTests", "Fixtures", "policyd-spf-redirected.py")
    peer = subprocess.Popen(
        ["taskset", "-c", "0", "/usr/bin/python3", wrapper, "127.0.0.1", str(port), empty],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def ask(instance):
        peer.stdin.write(request("hot.example.com", "192.0.2.2", instance))
        peer.stdin.flush()
        answer = peer.stdout.readline()
        peer.stdout.readline()
        if b"Received-SPF: Pass" not in answer:
            raise SystemExit(f"wrong answer of policyd-spf: {answer!r}")

    ask("warm")
    rates = []
    for round_number in range(9):
        start = time.perf_counter()
        for number in range(20):
            ask(f"{round_number}.{number}")
        rates.append(20 / (time.perf_counter() - start))
    peer.stdin.close()
    peer_rate = statistics.median(rates)
    ratio = ours_rate / peer_rate
    print(f"\nPolicy service, one connection: {ours_rate:,.0f} requests/s, policyd-spf {peer_rate:,.0f}; {ratio:,.0f}x, target 100x: {'met' if ratio >= 100 else 'NOT MET'}")

    # Every answer is asked for once before anything is measured.
    subprocess.run([load, path, "32", "20", "100000"], capture_output=True, check=True)
    before = cpu(ours)
    out = subprocess.run([load, path, "32", "10", "100000"], capture_output=True, text=True, check=True).stdout.split()
    count, seconds, p50, p99 = int(out[0]), float(out[1]), float(out[2]), float(out[3])
    used = cpu(ours) - before
    per_core = count / used
    print(
        f"Policy service, 32 connections, 100,000 domains: {count:,} requests in {seconds:.1f} s ({count / seconds:,.0f}/s), "
        f"{used:.1f} s of CPU: {per_core:,.0f} requests/s per core, target 50,000: {'met' if per_core >= 50_000 else 'NOT MET'}; "
        f"p50 {p50:.0f} µs, p99 {p99:.0f} µs")
    sizes = [resident(ours)]
    for _ in range(2):
        done = 0
        while done < 1_000_000:
            out = subprocess.run([load, path, "32", "5", "100000"], capture_output=True, text=True, check=True).stdout.split()
            done += int(out[0])
        sizes.append(resident(ours))
    print(
        f"Resident memory over 100,000 domains: {sizes[0] / 1024:.0f} MiB, after a million requests more {sizes[1] / 1024:.0f} MiB, "
        f"after another {sizes[2] / 1024:.0f} MiB")
finally:
    ours.terminate()
    nsd.terminate()
    shutil.rmtree(f"{directory}/nsd", ignore_errors=True)
