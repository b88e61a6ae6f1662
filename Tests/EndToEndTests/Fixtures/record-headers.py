"""A milter that changes nothing and writes the header fields that it is shown, one a line.

usage: record-headers.py PORT

It stands behind ours in a test, to see what a mail server shows to those that come later.
"""

import socket
import struct
import sys


def read(connection, count):
    octets = b""
    while len(octets) < count:
        piece = connection.recv(count - len(octets))
        if not piece:
            raise EOFError
        octets += piece
    return octets


def answer(connection, letter, arguments=b""):
    connection.sendall(struct.pack(">I", len(arguments) + 1) + letter + arguments)


def serve(connection):
    while True:
        length = struct.unpack(">I", read(connection, 4))[0]
        packet = read(connection, length)
        letter, arguments = packet[:1], packet[1:]
        if letter == b"O":
            answer(connection, b"O", struct.pack(">III", 6, 0, 0))
        elif letter == b"L":
            name, value = arguments.split(b"\0")[:2]
            print("%s: %s" % (name.decode(), value.decode().replace("\n", " ")), flush=True)
            answer(connection, b"c")
        elif letter == b"Q":
            return
        elif letter not in b"DAK":
            answer(connection, b"c")


listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
print("ready", flush=True)
while True:
    peer = listener.accept()[0]
    try:
        serve(peer)
    except EOFError:
        pass
    peer.close()
