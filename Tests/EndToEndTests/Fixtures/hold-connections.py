"""Opens connections to a policy service or a milter and keeps them.

usage: hold-connections.py SOCKET COUNT [policy|milter]

Asks on some of them and on a further one, and writes a line for each answer; then "held" and, until it is killed,
nothing more. It is a program of its own because Foundation's Process reads the list of a program's descriptors beyond
its end when there are more than about 1,300 of them.
"""

import resource
import socket
import struct
import sys
import time

REQUEST = """request=smtpd_access_policy
client_address=192.0.2.10
helo_name=none.example.com
sender=alice@example.com
recipient=bob@receiver.example
instance=%d

"""


def connect(path):
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    # First without a limit of time: with one, a full queue of connections is an error instead of a wait.
    connection.connect(path)
    connection.settimeout(10)
    return connection


def ask_policy(connection, number):
    connection.sendall((REQUEST % number).encode())
    return connection.recv(4096).decode().split("\n")[0]


def packet(letter, arguments=b""):
    return struct.pack(">I", len(arguments) + 1) + letter + arguments


def ask_milter(connection, number):
    connection.sendall(
        packet(b"O", struct.pack(">III", 6, 0x1FF, 0x1FFFFF))
        + packet(b"C", b"[192.0.2.10]\x004\0\x19192.0.2.10\0")
        + packet(b"H", b"none.example.com\0")
        + packet(b"M", b"<alice@example.com>\0")
        + packet(b"R", b"<bob@receiver.example>\0")
        + packet(b"E")
    )
    octets = b""
    # The answers to the negotiation, the recipient, and the end of the message, which is a field and "continue".
    while octets.count(packet(b"c")) < 2:
        octets += connection.recv(4096)
    start = octets.index(b"Received-SPF")
    return octets[start:].split(b";")[0].replace(b"\0", b": ").decode()


def answer(connection, number, ask):
    print("answer %d: %s" % (number, ask(connection, number)), flush=True)


def main(path, count, ask):
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    connections = [connect(path) for _ in range(count)]
    # The first, the last and some between are still served, and so is a new one.
    for number in (0, 1, count // 2, count - 1):
        answer(connections[number], number, ask)
    answer(connect(path), count, ask)
    print("held", flush=True)
    time.sleep(3600)


main(sys.argv[1], int(sys.argv[2]), ask_milter if "milter" in sys.argv[3:] else ask_policy)
