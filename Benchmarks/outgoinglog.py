#!/usr/bin/env python3
"""Writes the log of a host that sends mail: messages of many users interleaved, one recipient in fifty refused or put off.

usage: outgoinglog.py FILE [MEGABYTES [iso]]

The same arguments give the same file; with `iso` the times are those of RFC 3339 with a fraction of a second. Names are of
the example domains, addresses of the documentation networks.
"""
import random
import sys

import interleave

path, size = sys.argv[1], int(sys.argv[2] if len(sys.argv) > 2 else 200) * 1_000_000
iso = sys.argv[3:] == ["iso"]
rng = random.Random(7208)
ALPHABET = "0123456789BCDFGHJKLMNPQRSTVWXYZ"
OTHER = [
    ("bounced", "5.1.1", "550 5.1.1 <{to}>: Recipient address rejected: User unknown in virtual mailbox table"),
    ("bounced", "5.2.2", "552-5.2.2 The recipient's inbox is out of storage space. Please direct the 552 5.2.2 recipient to "
     "https://support.example.org/mail/?p=OverQuotaPerm"),
    ("bounced", "5.7.1", "554 5.7.1 Service unavailable; Client host [192.0.2.10] blocked using zen.example.org; "
     "https://www.example.org/query/ip/192.0.2.10"),
    ("deferred", "4.2.0", "450 4.2.0 <{to}>: Recipient address rejected: Greylisted, see http://postgrey.example.org/help/"),
    ("deferred", "4.7.0", "421 4.7.0 [TSS04] Messages from 192.0.2.10 temporarily deferred due to unexpected volume or user "
     "complaints - 4.16.55.1; see https://postmaster.example.org/error-codes"),
    ("bounced", "5.7.1", "550 5.7.1 Email rejected per DMARC policy for example.com"),
]
SPF = [
    ("bounced", "5.7.26", "550-5.7.26 The MAIL FROM domain [{domain}] has an SPF record with a hard 550-5.7.26 fail policy (-all) but it "
     "fails to pass SPF checks with the ip: 550-5.7.26 [192.0.2.10]. To best protect our users from spam and phishing, 550-5.7.26 the "
     "message has been blocked. 550 5.7.26 5b1f17b1804b1 - gsmtp"),
    ("bounced", "5.7.23", "550 5.7.23 <{to}>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. Please see "
     "http://www.openspf.net/Why?s=mfrom;id=user@{domain};ip=192.0.2.10;r=<UNKNOWN>"),
    ("deferred", "4.7.27", "421 4.7.27 Your email has been rate limited because SPF authentication didn't pass for this message."),
]


def queue_id():
    return "4" + "".join(rng.choices(ALPHABET, k=10)) + "z" + "".join(rng.choices(ALPHABET, k=4))


def message(pid):
    """The lines of one message, as (program, words)."""
    mail, user, domain = queue_id(), f"user{rng.randrange(900)}", f"d{rng.randrange(60)}.example.com"
    peer = f"pc{rng.randrange(900)}.example.com[198.51.100.{rng.randrange(1, 255)}]"
    smtpd, smtp = f"postfix/submission/smtpd[{pid}]", f"postfix/smtp[{pid + 7}]"
    yield smtpd, f"connect from {peer}"
    yield smtpd, f"{mail}: client={peer}, sasl_method=PLAIN, sasl_username={user}@{domain}"
    yield f"postfix/cleanup[{pid + 5}]", f"{mail}: message-id=<{mail.lower()}.{pid}@{domain}>"
    yield "opendkim[702]", f"{mail}: DKIM-Signature field added (s=mail, d={domain})"
    recipients = 1 if rng.random() < 0.8 else rng.randrange(2, 6)
    yield "postfix/qmgr[811]", f"{mail}: from=<{user}@{domain}>, size={rng.randrange(900, 90000)}, nrcpt={recipients} (queue active)"
    yield smtpd, f"disconnect from {peer} ehlo=2 starttls=1 auth=1 mail=1 rcpt={recipients} data=1 quit=1 commands={7 + recipients}"
    for _ in range(recipients):
        other = f"o{rng.randrange(9000)}.example.net"
        to, relay = f"r{rng.randrange(9999)}@{other}", f"mx{rng.randrange(4)}.{other}[203.0.113.{rng.randrange(1, 255)}]"
        yield smtp, (f"Trusted TLS connection established to {relay}:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) "
                     "key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256")
        head = f"{mail}: to=<{to}>, relay={relay}:25, delay={rng.randrange(1, 90) / 10}, delays=0.1/0.01/0.6/0.7, "
        kind = rng.random()
        if kind < 0.02:
            status, code, words = rng.choice(OTHER)
            yield smtp, f"{head}dsn={code}, status={status} (host {relay} said: {words.format(to=to)} (in reply to RCPT TO command))"
        elif kind < 0.021:
            status, code, words = rng.choice(SPF)
            yield smtp, (f"{head}dsn={code}, status={status} (host {relay} said: {words.format(to=to, domain=domain)} "
                         "(in reply to end of DATA command))")
        else:
            yield smtp, f"{head}dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as {queue_id()})"
    yield "postfix/qmgr[811]", f"{mail}: removed"


interleave.write(path, size, rng, message, "out1", iso)
