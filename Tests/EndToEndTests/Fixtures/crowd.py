"""Opens connections to a web server and keeps them; writes a line about each thing it finds.

usage: crowd.py PORT COUNT

Every second connection sends the beginning of a request and never its end. Then one more asks for a page. Writes the
number of connections that were made, those that the server has left open, and the status of the page; then "held" and,
until it is killed, nothing more. It is a program of its own because Foundation's Process reads the list of a program's
descriptors beyond its end when there are more than about 1,300 of them.
"""

import resource
import select
import socket
import sys
import time


def connect(port):
    connection = socket.create_connection(("127.0.0.1", port))
    connection.setblocking(False)
    return connection


def main(port, count):
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    # Some are needed for the program itself.
    count = min(count, hard - 100)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    connections = []
    for number in range(count):
        connection = connect(port)
        if number % 2:
            try:
                connection.send(b"GET /why HTTP/1.1\r\nHost: loc")
            except OSError:
                pass
        connections.append(connection)
    print("made %d, of %d that this process may have open" % (count, hard), flush=True)

    poll = select.poll()
    for connection in connections:
        poll.register(connection, select.POLLRDHUP | select.POLLHUP | select.POLLERR)
    closed = 0
    # Those that have to go are closed soon; the others stay until their time is over.
    while closed < count - 512 - 100:
        for descriptor, _ in poll.poll():
            poll.unregister(descriptor)
            closed += 1
    print("open %d" % (count - closed), flush=True)

    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(b"GET /why HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = b""
        while chunk := client.recv(65536):
            answer += chunk
    print("status %s" % answer[9:12].decode(), flush=True)
    print("held", flush=True)
    time.sleep(3600)


main(int(sys.argv[1]), int(sys.argv[2]))
