internal import SPF

/// How much room the TXT records of a name take in messages of DNS (RFC 1035 section 4.1), in octets.
struct PublicationSize {
  /// The most octets of one record's data, and of one message.
  static let limit = 65_535
  /// The largest response that gets through without EDNS or TCP.
  static let plain = 512
  /// The largest response that most resolvers accept without TCP.
  static let withEDNS = 1232

  private let domain: DomainName
  private let texts: [TextRecord]

  init(_ texts: [TextRecord], of domain: DomainName) {
    self.texts = texts
    self.domain = domain
  }

  private static func data(_ text: TextRecord) -> Int {
    text.strings.reduce(0) { $0 + 1 + $1.count }
  }

  /// The name with the root's octet.
  private var name: Int { domain.wire.count + 1 }

  /// The data of the longest record.
  var longest: Int { texts.map(Self.data).max() ?? 0 }

  /// The response to a question for the records, with the pseudo-record of EDNS: after the first one their names are
  /// pointers.
  var response: Int {
    12 + name + 4 + texts.reduce(0) { $0 + 12 + Self.data($1) } + 11
  }

  /// An update (RFC 2136) that requires `before` and publishes these instead, with room for a signature.
  func update(from before: [TextRecord]) -> Int {
    let head = name + 10
    return 12 + head * 2 + (before + texts).reduce(0) { $0 + head + Self.data($1) } + 512
  }
}
