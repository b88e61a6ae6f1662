#!/usr/bin/env python3
"""Writes a mail log as a busy host has it: sessions of many clients interleaved, one line in ten about SPF.

usage: maillog.py FILE [MEGABYTES]

The same arguments give the same file. Names are of the example domains, addresses of the documentation networks.
"""
import random
import sys

import interleave

path, size = sys.argv[1], int(sys.argv[2] if len(sys.argv) > 2 else 1024) * 1_000_000
rng = random.Random(7208)
NETWORKS = ("192.0.2.", "198.51.100.", "203.0.113.")
TLS = ("Anonymous TLS connection established from {c}: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) "
       "key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256")
WORDS = ["mail", "news", "shop", "bank", "post", "cloud", "host", "web", "info", "data", "north", "river", "stone"]
ALPHABET = "0123456789ABCDEF"


def client():
    if rng.random() < 0.15:
        return f"2001:db8:{rng.randrange(65536):x}:{rng.randrange(65536):x}::{rng.randrange(1, 65536):x}"
    return rng.choice(NETWORKS) + str(rng.randrange(1, 255))


def queue_id():
    return "".join(rng.choices(ALPHABET, k=11))


def domain():
    return f"{rng.choice(WORDS)}{rng.randrange(4000)}.example"


def session(pid):
    """The lines of one connection, as (program, words)."""
    smtpd, address, sender = f"postfix/smtpd[{pid}]", client(), domain()
    name = f"mx{rng.randrange(9)}.{sender}" if rng.random() < 0.8 else "unknown"
    peer = f"{name}[{address}]"
    user = f"user{rng.randrange(500)}"
    helo = name if name != "unknown" else f"host{rng.randrange(99)}.{sender}"
    kind = rng.random()
    yield smtpd, f"connect from {peer}"
    if kind < 0.15:
        # Strangers who try passwords.
        yield smtpd, (f"warning: {peer}: SASL LOGIN authentication failed: UGFzc3dvcmQ6, "
                      f"sasl_username=admin{rng.randrange(99)}")
        yield smtpd, f"lost connection after AUTH from {peer}"
        yield smtpd, f"disconnect from {peer} ehlo=1 auth=0/1 rset=1 commands=2/3"
        return
    yield smtpd, TLS.format(c=peer)
    if kind < 0.2:
        yield smtpd, (f"NOQUEUE: reject: RCPT from {peer}: 554 5.7.1 Service unavailable; Client host [{address}] blocked "
                      f"using dnsbl.example.org; from=<{user}@{sender}> to=<info@corp.example> proto=ESMTP helo=<{helo}>")
        yield smtpd, f"disconnect from {peer} ehlo=2 starttls=1 mail=1 rcpt=0/1 quit=1 commands=5/6"
        return
    policy = f"policyd-spf[{pid + 3}]"
    if kind < 0.32:
        words = ("550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.net/"
                 f"Why?s=mfrom;id={user}@{sender};ip={address};r=<UNKNOWN>")
        yield policy, words
        yield smtpd, (f"NOQUEUE: reject: RCPT from {peer}: 550 5.7.23 <info@corp.example>: Recipient address rejected: "
                      f"{words[11:]}; from=<{user}@{sender}> to=<info@corp.example> proto=ESMTP helo=<{helo}>")
        yield smtpd, f"disconnect from {peer} ehlo=2 starttls=1 mail=1 rcpt=0/1 quit=1 commands=5/6"
        return
    mail = queue_id()
    if kind < 0.4:
        yield f"postfix/submission/smtpd[{pid}]", f"{mail}: client={peer}, sasl_method=PLAIN, sasl_username={user}@corp.example"
        yield f"postfix/cleanup[{pid + 5}]", f"{mail}: message-id=<{mail.lower()}.{pid}@corp.example>"
        yield f"postfix/qmgr[811]", f"{mail}: from=<{user}@corp.example>, size={rng.randrange(900, 90000)}, nrcpt=1 (queue active)"
        yield f"postfix/smtp[{pid + 6}]", (f"{mail}: to=<{user}@{sender}>, relay=mx.{sender}[{address}]:25, delay=1.4, "
              f"delays=0.1/0.01/0.6/0.7, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as {queue_id()})")
        yield "postfix/qmgr[811]", f"{mail}: removed"
        yield smtpd, f"disconnect from {peer} ehlo=2 starttls=1 auth=1 mail=1 rcpt=1 data=1 quit=1 commands=8"
        return
    result = "Pass" if kind < 0.9 else rng.choice(("None", "Softfail", "Neutral"))
    yield policy, (f"prepend Received-SPF: {result} (mailfrom) identity=mailfrom; client-ip={address}; helo={helo}; "
                   f"envelope-from={user}@{sender}; receiver=<UNKNOWN> ")
    yield smtpd, f"{mail}: client={peer}"
    yield f"postfix/cleanup[{pid + 5}]", f"{mail}: message-id=<{mail.lower()}.{pid}@{sender}>"
    yield "opendkim[702]", f"{mail}: DKIM verification successful"
    yield "opendmarc[705]", f"{mail}: {sender} pass"
    yield "postfix/qmgr[811]", f"{mail}: from=<{user}@{sender}>, size={rng.randrange(900, 90000)}, nrcpt=1 (queue active)"
    yield smtpd, f"disconnect from {peer} ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7"
    yield f"postfix/lmtp[{pid + 6}]", (f"{mail}: to=<{user}@corp.example>, relay=mail.corp.example[private/dovecot-lmtp], delay=0.42, "
          f"delays=0.2/0.01/0.01/0.2, dsn=2.0.0, status=sent (250 2.0.0 <{user}@corp.example> {mail} Saved)")
    yield "postfix/qmgr[811]", f"{mail}: removed"


interleave.write(path, size, rng, session, "mx1")
