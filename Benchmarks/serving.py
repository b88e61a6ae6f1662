"""What is measured and how: a name server with the domains of the workloads, a policy service of ours, a client."""
import os
import shutil
import socket
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))
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


class NameServer:
    """NSD with the domains of the workloads, so that every answer comes over a real wire once."""

    def __init__(self, directory):
        self.port = free_port()
        self.work = f"{directory}/nsd"
        os.makedirs(self.work, exist_ok=True)
        zones = {"example.com": [], "example.net": []}
        with open(f"{directory}/bench.zone") as source:
            for line in source:
                for zone, lines in zones.items():
                    if f".{zone}. " in line:
                        lines.append(line)
        work = self.work
        configuration = (
            f'server:\n ip-address: 127.0.0.1@{self.port}\n username: ""\n chroot: ""\n zonesdir: "{work}"\n database: ""\n'
            f' pidfile: "{work}/nsd.pid"\n xfrdfile: "{work}/xfrd"\n zonelistfile: "{work}/list"\n server-count: 1\n'
            # It would take this load for an attack and not answer.
            " rrl-ratelimit: 0\nremote-control:\n control-enable: no\n")
        for zone, lines in zones.items():
            with open(f"{work}/{zone}.zone", "w") as out:
                out.write(f"$ORIGIN {zone}.\n$TTL 86400\n@ SOA ns1 hostmaster 1 3600 600 86400 3600\n@ NS ns1\n"
                          "ns1 A 192.0.2.53\n")
                out.writelines(lines)
            configuration += f'zone:\n name: {zone}\n zonefile: "{work}/{zone}.zone"\n'
        with open(f"{work}/nsd.conf", "w") as out:
            out.write(configuration)
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            ["/usr/sbin/nsd", "-d", "-c", f"{self.work}/nsd.conf"], stderr=subprocess.PIPE, text=True)
        said = []
        for line in self.process.stderr:
            said.append(line)
            if "nsd started" in line:
                return
        raise SystemExit("nsd did not start:\n" + "".join(said))

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.process.stderr.close()

    def remove(self):
        self.stop()
        shutil.rmtree(self.work, ignore_errors=True)


class Service:
    """`spf serve` on one core with one event loop, at a unix socket."""

    def __init__(self, spf, path, port, arguments=()):
        self.path = path
        self.process = subprocess.Popen(
            ["taskset", "-c", "0", spf, "serve", "--listen", f"unix:{path}", "--resolver", f"127.0.0.1:{port}",
             "--local-network", "none", "--threads", "1", "--log", "stderr", *arguments], stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                with socket.socket(socket.AF_UNIX) as probe:
                    probe.connect(path)
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("spf serve did not start")

    @property
    def cpu(self):
        """Seconds of processor time so far."""
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def resident(self):
        """KiB in main memory."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

    def signal(self, number):
        self.process.send_signal(number)

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Floor:
    """A process that answers at once whatever it is asked: what the kernel leaves for any service."""

    def __init__(self, directory):
        self.path = f"{directory}/echo.sock"
        if os.path.exists(self.path):
            os.remove(self.path)
        subprocess.run(["gcc", "-O2", "-Wall", "-o", f"{directory}/echo", f"{HERE}/peers/echo.c"], check=True)
        self.process = subprocess.Popen(["taskset", "-c", "0", f"{directory}/echo", self.path])
        for _ in range(200):
            if os.path.exists(self.path):
                return
            time.sleep(0.05)
        raise SystemExit("echo did not start")

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Client:
    """The load of load.c."""

    def __init__(self, directory):
        self.program = f"{directory}/load"
        subprocess.run(["gcc", "-O2", "-Wall", "-o", self.program, f"{HERE}/load.c", "-lpthread"], check=True)

    def ask(self, target, connections, seconds, domains, depth=1):
        """Requests, seconds, and p50 and p99 in microseconds, with so many requests on the way on each connection."""
        # Where the clients run is the scheduler's affair, as on a mail host; the service has one core.
        result = subprocess.run(
            [self.program, target, str(connections), str(seconds), str(domains), str(depth)],
            capture_output=True, text=True)
        if result.returncode:
            raise SystemExit(f"load of {target} ended with {result.returncode}: {result.stderr.strip()}")
        return [float(word) for word in result.stdout.split()]

    def rate(self, target, domains, depth):
        requests, seconds, _, _ = self.ask(target, 1, 1, domains, depth)
        return requests / seconds
