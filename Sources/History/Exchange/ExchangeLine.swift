internal import Reporting
internal import SPF

/// One line of an exported history.
enum ExchangeLine: Sendable, Equatable {
  /// The first line: which form this is.
  case begin(version: Int)
  /// An observation, made by one store.
  case observation(Observation, origin: String)
  /// A record version.
  case record(RecordVersion)
  /// The last line, so that a file that was cut shows: how many lines are between.
  case end(lines: Int)

  /// The form written and read.
  static let version = 1
}

extension ExchangeLine: Codable {
  private enum Key: String, CodingKey {
    case type, version, lines, origin, hour, domain, identity, network, helo, result, action, count, text, ttl
    case reverseName = "reverse_name"
    case firstSeen = "first_seen"
    case lastSeen = "last_seen"
  }

  private enum Kind: String, Codable {
    case begin = "spf-history"
    case observation, record, end
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    switch self {
    case .begin(let version):
      try values.encode(Kind.begin, forKey: .type)
      try values.encode(version, forKey: .version)
    case .observation(let item, let origin):
      try values.encode(Kind.observation, forKey: .type)
      try values.encode(origin, forKey: .origin)
      try values.encode(CivilTime(Int64(item.hour) * 3600).machine, forKey: .hour)
      try values.encode(item.domain, forKey: .domain)
      try values.encode(item.scope, forKey: .identity)
      try values.encode(item.network.prefixed, forKey: .network)
      try values.encode(item.helo, forKey: .helo)
      try values.encode(item.reverseName, forKey: .reverseName)
      try values.encode(item.result, forKey: .result)
      try values.encode(item.action, forKey: .action)
      try values.encode(item.count, forKey: .count)
    case .record(let item):
      try values.encode(Kind.record, forKey: .type)
      try values.encode(item.domain, forKey: .domain)
      try values.encode(item.text, forKey: .text)
      try values.encode(item.ttl, forKey: .ttl)
      try values.encode(CivilTime(item.firstSeen).machine, forKey: .firstSeen)
      try values.encode(CivilTime(item.lastSeen).machine, forKey: .lastSeen)
    case .end(let lines):
      try values.encode(Kind.end, forKey: .type)
      try values.encode(lines, forKey: .lines)
    }
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    func time(_ key: Key) throws -> Int64 {
      guard let time = CivilTime(try values.decode(String.self, forKey: key)) else {
        throw DecodingError.dataCorruptedError(forKey: key, in: values, debugDescription: "it is no time")
      }
      return time.seconds
    }
    func checked<T>(_ key: Key, _ what: String, _ value: T?) throws -> T {
      guard let value else {
        throw DecodingError.dataCorruptedError(forKey: key, in: values, debugDescription: what)
      }
      return value
    }
    func name(_ key: Key) throws -> String {
      let text = try values.decode(String.self, forKey: key)
      return try checked(key, "it is no printable name", HistoryText.isName(text) ? text : nil)
    }
    func domain() throws -> String {
      let text = try values.decode(String.self, forKey: .domain)
      return try checked(.domain, "it is no domain name", HistoryText.domain(text.utf8) == text ? text : nil)
    }
    switch try values.decode(Kind.self, forKey: .type) {
    case .begin:
      self = .begin(version: try values.decode(Int.self, forKey: .version))
    case .observation:
      let hour = try time(.hour)
      let network = IPNetwork(try values.decode(String.self, forKey: .network))
      let masked = network.flatMap {
        IPNetwork(address: $0.address.masked(to: $0.prefixLength), prefixLength: $0.prefixLength)
      }
      let count = try values.decode(Int.self, forKey: .count)
      let origin = try name(.origin)
      let item = Observation(
        hour: Int(try checked(.hour, "it is no whole hour", hour % 3600 == 0 ? hour / 3600 : nil)),
        domain: try domain(), scope: try values.decode(Identity.Scope.self, forKey: .identity),
        network: try checked(.network, "it is no network", masked), helo: try name(.helo),
        reverseName: try name(.reverseName), result: try values.decode(SPFResult.self, forKey: .result),
        action: try values.decode(ObservedAction.self, forKey: .action),
        // The sum over a database stays far below what an integer holds.
        count: try checked(
          .count, "it is no count", (1...1_000_000_000_000).contains(count) ? count : nil))
      self = .observation(item, origin: try checked(.origin, "it is empty", origin.isEmpty ? nil : origin))
    case .record:
      let text = try values.decode(String.self, forKey: .text)
      let item = RecordVersion(
        domain: try domain(),
        text: try checked(.text, "it is no printable record", HistoryText.isRecord(text) ? text : nil),
        ttl: try values.decode(UInt32.self, forKey: .ttl), firstSeen: try time(.firstSeen),
        lastSeen: try time(.lastSeen))
      self = .record(
        try checked(.lastSeen, "it is before first_seen", item.firstSeen <= item.lastSeen ? item : nil))
    case .end:
      self = .end(lines: try values.decode(Int.self, forKey: .lines))
    }
  }
}
