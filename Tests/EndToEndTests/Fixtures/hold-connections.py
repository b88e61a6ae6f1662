"""Opens connections to a policy service and keeps them.

usage: hold-connections.py SOCKET COUNT

Asks on some of them and on a further one, and writes a line for each answer; then "held" and, until it is killed,
nothing more. It is a program of its own because Foundation's Process reads the list of a program's descriptors beyond
its end when there are more than about 1,300 of them.
"""

import resource
import socket
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


def answer(connection, number):
    connection.sendall((REQUEST % number).encode())
    print("answer %d: %s" % (number, connection.recv(4096).decode().split("\n")[0]), flush=True)


def main(path, count):
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    connections = [connect(path) for _ in range(count)]
    # The first, the last and some between are still served, and so is a new one.
    for number in (0, 1, count // 2, count - 1):
        answer(connections[number], number)
    answer(connect(path), count)
    print("held", flush=True)
    time.sleep(3600)


main(sys.argv[1], int(sys.argv[2]))
