"""Runs the installed policyd-spf as it is, but lets it ask another name server and log to standard error.

usage: policyd-spf-redirected.py ADDRESS PORT CONFIGURATION
"""

import runpy
import sys
import syslog

import dns.resolver

address, port, configuration = sys.argv[1:]

resolver = dns.resolver.Resolver(configure=False)
resolver.nameservers = [address]
resolver.port = int(port)
dns.resolver.default_resolver = resolver


def log(*arguments):
    sys.stderr.write(str(arguments[-1]).replace("\n", "\\n") + "\n")
    sys.stderr.flush()


syslog.syslog = log

sys.argv = ["policyd-spf", configuration]
runpy.run_path("/usr/bin/policyd-spf", run_name="__main__")
