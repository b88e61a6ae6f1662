"""Writes the zone and the workloads that all measured programs read.

usage: workloads.py DIRECTORY
"""
import sys

directory = sys.argv[1]
lines = ["$TTL 86400"]


def txt(name, record):
    # A string of a TXT record has at most 255 octets.
    strings = " ".join(f'"{record[start:start + 255]}"' for start in range(0, len(record), 255))
    lines.append(f"{name}. TXT {strings}")


def networks(third, count):
    return " ".join(f"ip4:198.51.{third}.{number * 8}/29" for number in range(count))


txt("hot.example.com", "v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 -all")
own = "ip4:203.0.113.0/26 ip4:203.0.113.64/27 ip4:203.0.113.200"
txt("real.example.com", f"v=spf1 include:one.example.net include:two.example.net a mx {own} -all")
txt("one.example.net", "v=spf1 include:a.one.example.net include:b.one.example.net include:c.one.example.net ~all")
for third, label in ((100, "a"), (101, "b"), (102, "c")):
    txt(f"{label}.one.example.net", f"v=spf1 {networks(third, 10)} ~all")
txt("two.example.net", f"v=spf1 {networks(103, 15)} ~all")
lines += ["real.example.com. A 192.0.2.80", "real.example.com. MX 10 mx1.example.com.", "real.example.com. MX 20 mx2.example.com."]
lines += ["mx1.example.com. A 192.0.2.81", "mx2.example.com. A 192.0.2.82"]
for number in range(100_000):
    txt(f"d{number:05}.example.com", f"v=spf1 ip4:192.0.2.{number % 256} ip4:198.51.100.{number % 256} -all")
with open(f"{directory}/bench.zone", "w") as file:
    file.write("\n".join(lines) + "\n")


def workload(name, checks):
    with open(f"{directory}/{name}", "w") as file:
        for client, domain, result in checks:
            file.write(f"{client} alice@{domain} mail.{domain} {result}\n")


workload("hot", [("192.0.2.2", "hot.example.com", "pass")])
workload("real", [("203.0.113.200", "real.example.com", "pass")])
workload("full", [("203.0.113.201", "real.example.com", "fail")])
# The generator of Knuth's MMIX: the same domains for everybody.
state = 1
many = []
for _ in range(200_000):
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    number = (state >> 33) % 100_000
    many.append((f"198.51.100.{number % 256}", f"d{number:05}.example.com", "pass"))
workload("many", many)
