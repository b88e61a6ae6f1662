import Foundation
import Testing

/// A company that moves its mail server: its domain on a name server of its own (BIND), and a caching resolver (Unbound)
/// as all the world has one.
struct Publisher {
  static let domain = "corp.example.com"
  static let oldAddress = "127.0.1.10"
  static let newAddress = "127.0.1.25"
  /// What others publish at the same name, in the notation of zone files.
  static let otherText = #""verification=\"one; two\" \\three""#
  /// The TTL of the zone in seconds.
  static let ttl = 3
  /// Seconds that the plans here allow for name servers and for what caches round up.
  static let propagation = 3

  let primary: PrimaryInstance
  let cache: CachingInstance

  static func start(in sandbox: Sandbox) async throws -> Publisher {
    let primary = try await PrimaryInstance.start([domain: zone], in: sandbox)
    let cache = try await CachingInstance.start(
      domain: domain, server: "127.0.0.1@\(primary.port)", in: sandbox)
    return Publisher(primary: primary, cache: cache)
  }

  func stop() async {
    await cache.stop()
    await primary.stop()
  }

  static let zone = """
    $ORIGIN \(domain).
    $TTL \(ttl)
    @     IN SOA ns1 hostmaster 1 3600 600 86400 \(ttl)
    @     IN NS  ns1
    @     IN TXT "v=spf1 ip4:\(oldAddress) -all"
    @     IN TXT \(otherText)
    ns1   IN A   127.0.0.1
    mail  IN A   \(oldAddress)
    mail2 IN A   \(newAddress)

    """

  /// What `spf plan` says about a name of the company.
  func plan(_ arguments: [String], of name: String = domain) async throws -> (status: Int32, text: String) {
    try await runToEnd(
      Surroundings.program(),
      [
        "plan", name, "--resolver", "127.0.0.1:\(cache.port)", "--server", "127.0.0.1:\(primary.port)",
        "--short-ttl", "1", "--propagation", "\(Self.propagation)",
      ] + arguments)
  }

  /// What `spf audit` finds in a mail server's log, for a company that thinks of its old server only.
  func audit(_ log: String, in sandbox: Sandbox) async throws -> (status: Int32, text: String) {
    let file = try sandbox.write(
      """
      domains: [\(Self.domain)]
      hosts:
        mail.\(Self.domain): \(Self.oldAddress)

      """, to: "senders.yaml")
    return try await runToEnd(
      Surroundings.program(), ["audit", file, "--resolver", "127.0.0.1:\(cache.port)", "--log", log])
  }

  /// A name as it is now: the zone's serial and all TXT records, a line each.
  func published(_ name: String = domain) async throws -> String {
    var lines: [Substring] = []
    for (name, type) in [(Self.domain, "SOA"), (name, "TXT")] {
      let answer = try await runToEnd(
        Surroundings.dig,
        ["@127.0.0.1", "-p", "\(primary.port)", name, type, "+noall", "+answer", "+tcp"])
      try #require(answer.status == 0, "\(answer.text)")
      lines += answer.text.split(separator: "\n")
    }
    return lines.sorted().joined(separator: "\n")
  }
}
