/// The zone both services ask about, as the files of a name server.
enum ComparisonZone {
  static let texts: KeyValuePairs<String, String> = [
    "example.com": "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all",
    "soft.example.com": "v=spf1 ip4:192.0.2.0/24 ~all",
    "neutral.example.com": "v=spf1 ip4:192.0.2.0/24 ?all",
    "broken.example.com": "v=spf1 ip4:192.0.2.300 -all",
    "explained.example.com": "v=spf1 exp=why.example.com -all",
    "why.example.com": "%{i} is not one of our servers",
    "nothing.example.net": "v=spf1 -all",
    "mail.example.net": "v=spf1 ip4:192.0.2.7 -all",
    "forwarder.example.net": "v=spf1 ip4:203.0.113.96 -all",
    "void.example.com": "v=spf1 a:absent.example.com ip4:192.0.2.7 -all",
    "below.soft.example.com": "v=spf1 ~all",
  ]
  /// Names with addresses, and addresses with names: confirmed, unconfirmed, and one that only ends alike.
  static let records = """
    relay.trusted.example. A 203.0.113.96
    relay.trusted.example. AAAA 2001:db8:1::96
    96.113.0.203.in-addr.arpa. PTR relay.trusted.example.
    6.9.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa. PTR relay.trusted.example.
    98.113.0.203.in-addr.arpa. PTR forged.trusted.example.
    forged.trusted.example. A 198.51.100.1
    97.113.0.203.in-addr.arpa. PTR host.nottrusted.example.
    host.nottrusted.example. A 203.0.113.97

    """
  /// A zone without data: SERVFAIL.
  static let failing = "down.example.com"

  /// A master file of the root zone, so that every other name does not exist.
  static var masterFile: String {
    """
    $TTL 300
    . SOA ns.example.com. hostmaster.example.com. 1 3600 600 86400 60
    . NS ns.example.com.
    ns.example.com. A 127.0.0.1

    """ + texts.map { "\($0.key). TXT \"\($0.value)\"\n" }.joined() + records
  }

  static func serverConfiguration(directory: String, port: Int) -> String {
    """
    server:
      ip-address: 127.0.0.1@\(port)
      username: ""
      chroot: ""
      database: ""
      zonesdir: "\(directory)"
      pidfile: "\(directory)/nsd.pid"
      xfrdfile: "\(directory)/xfrd.state"
      zonelistfile: "\(directory)/zone.list"
      server-count: 1
    remote-control:
      control-enable: no
    zone:
      name: "."
      zonefile: "root.zone"
    zone:
      name: "\(failing)"
      zonefile: "absent.zone"

    """
  }
}
