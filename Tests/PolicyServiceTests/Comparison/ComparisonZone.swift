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
  ]
  /// A zone without data: SERVFAIL.
  static let failing = "down.example.com"

  /// A master file of the root zone, so that every other name does not exist.
  static var masterFile: String {
    """
    $TTL 300
    . SOA ns.example.com. hostmaster.example.com. 1 3600 600 86400 60
    . NS ns.example.com.
    ns.example.com. A 127.0.0.1

    """ + texts.map { "\($0.key). TXT \"\($0.value)\"\n" }.joined()
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
