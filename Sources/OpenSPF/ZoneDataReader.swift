public import DNS
internal import SPF
internal import Yams

/// Reads `zonedata` of the OpenSPF test suites: a mapping of names to lists of records.
///
/// - `SPF:` records are published as TXT, unless the name has a `TXT` entry; `TXT: NONE` is such an entry
///   without a record.
/// - A bare `TIMEOUT` (or `TIMEOUT: true`) ends every query for which nothing else is given, `TXT: TIMEOUT`
///   and `TXT: SERVFAIL` end that query.
/// - A list is a TXT record of several strings. Characters up to U+00FF stand for single octets.
public struct ZoneDataReader: Sendable {
  private let yaml: YAMLReader
  /// The TTL given to every record, in seconds: the format has none.
  private static let ttl: UInt32 = 300

  /// A reader of the file called `file` in errors.
  public init(file: String) {
    yaml = YAMLReader(file: file)
  }

  init(yaml: YAMLReader) {
    self.yaml = yaml
  }

  /// The zone data of a file: the value of its key `zonedata`, or the whole document.
  public func zoneData(_ text: String) throws(SuiteError) -> ZoneData {
    var data = ZoneData()
    for document in try yaml.documents(text) {
      if case .scalar(let scalar) = document, scalar.string.isEmpty { continue }
      guard case .mapping = document else {
        throw yaml.error(
          at: document, "expected a mapping of names to records",
          remedy: "Write, for instance, \"example.com: [{A: 192.0.2.1}]\".")
      }
      data.merge(try zoneData(document["zonedata"] ?? document))
    }
    return data
  }

  func zoneData(_ node: Node) throws(SuiteError) -> ZoneData {
    guard case .mapping(let mapping) = node else {
      throw yaml.error(
        at: node, "expected zone data to be a mapping", remedy: "Map each name to a list of records.")
    }
    var data = ZoneData()
    for (key, value) in mapping {
      let owner = try name(key, allowsRoot: false)
      data.entries[owner] = try entry(value)
    }
    return data
  }

  private func entry(_ node: Node) throws(SuiteError) -> ZoneData.Entry {
    let items: [Node]
    switch node {
    case .sequence(let sequence): items = Array(sequence)
    case .scalar(let scalar) where scalar.string.isEmpty: items = []
    case .mapping, .scalar: items = [node]
    case .alias: throw yaml.error(at: node, "aliases are not supported", remedy: "Repeat the records.")
    }
    var entry = ZoneData.Entry()
    var legacy: [TextRecord] = []
    var hasText = false
    for item in items {
      switch item {
      case .scalar(let scalar):
        entry.otherwise = try failure(scalar.string, at: item)
      case .mapping(let mapping):
        for (key, value) in mapping {
          try add(key, value, to: &entry, legacy: &legacy, hasText: &hasText)
        }
      default:
        throw yaml.error(at: item, "expected a record", remedy: "Write, for instance, \"- A: 192.0.2.1\".")
      }
    }
    if !hasText, !legacy.isEmpty { entry.add(.texts(legacy), type: .txt, ttl: Self.ttl) }
    return entry
  }

  private func add(
    _ key: Node, _ value: Node, to entry: inout ZoneData.Entry, legacy: inout [TextRecord],
    hasText: inout Bool
  ) throws(SuiteError) {
    let type = key.scalar?.string.uppercased() ?? ""
    let text = value.scalar?.string
    switch type {
    case "TIMEOUT", "SERVFAIL":
      if text?.lowercased() != "false" { entry.otherwise = try failure(type, at: key) }
    case "SPF":
      // The record type that RFC 7208 section 3.1 did away with; a failure of it is of no account.
      if text != "TIMEOUT", text != "SERVFAIL" { legacy.append(try textRecord(value)) }
    case "CNAME":
      entry.alias = (try name(value, allowsRoot: false), Self.ttl)
    case "SRV", "CAA", "DNSKEY", "DS":
      break
    default:
      guard let known = DNSRecordType.allCases.first(where: { $0.description == type }) else {
        throw yaml.error(
          at: key, "\"\(Printable.text(type))\" is no record type known here",
          remedy: "Write TXT, SPF, A, AAAA, MX, PTR, NS, SOA or CNAME.")
      }
      if known == .txt { hasText = true }
      if let text, let failure = Self.failures[text] {
        entry.failures[known] = failure
      } else if text != "NONE" {
        entry.add(try records(value, type: known), type: known, ttl: Self.ttl)
      }
    }
  }

  private static let failures: [String: DNSFailure] = [
    "TIMEOUT": .timeout, "SERVFAIL": .serverFailure, "REFUSED": .refused,
  ]

  private func failure(_ text: String, at node: Node) throws(SuiteError) -> DNSFailure {
    guard let failure = Self.failures[text] else {
      throw yaml.error(
        at: node, "\"\(Printable.text(text))\" is no record",
        remedy: "Write TIMEOUT, SERVFAIL, REFUSED, or a record such as \"A: 192.0.2.1\".")
    }
    return failure
  }

  private func records(_ node: Node, type: DNSRecordType) throws(SuiteError) -> DNSAnswer.Records {
    switch type {
    case .txt, .spf: return .texts([try textRecord(node)])
    case .ptr, .ns: return .names([try name(node, allowsRoot: true)])
    case .soa:
      let parts = node.scalar?.string.split(separator: " ").map { Node(String($0)) } ?? node.array()
      guard parts.count >= 2 else {
        throw yaml.error(
          at: node, "expected the name server and the mailbox of an SOA record",
          remedy: "Write, for instance, \"ns.example.com hostmaster.example.com\".")
      }
      return .names([try name(parts[0], allowsRoot: true), try name(parts[1], allowsRoot: true)])
    case .mx: return .mailExchanges([try mailExchange(node)])
    case .a, .aaaa:
      let text = node.scalar?.string ?? ""
      guard let address = IPAddress(text), address.family == (type == .a ? .ipv4 : .ipv6) else {
        throw yaml.error(
          at: node, "\"\(Printable.text(text))\" is no address for \(type)",
          remedy: type == .a ? "Write an IPv4 address." : "Write an IPv6 address.")
      }
      return .addresses([address])
    }
  }

  private func mailExchange(_ node: Node) throws(SuiteError) -> MailExchange {
    guard case .sequence(let parts) = node, parts.count == 2,
      let preference = parts[0].scalar.flatMap({ UInt16($0.string) })
    else {
      throw yaml.error(
        at: node, "expected [PREFERENCE, HOST]", remedy: "Write, for instance, [10, mail.example.com].")
    }
    return MailExchange(preference: preference, exchange: try name(parts[1], allowsRoot: true))
  }

  private func textRecord(_ node: Node) throws(SuiteError) -> TextRecord {
    switch node {
    case .scalar(let scalar): return TextRecord(strings: [Self.octets(scalar.string)])
    case .sequence(let parts):
      var strings: [[UInt8]] = []
      for part in parts {
        guard let text = part.scalar?.string else {
          throw yaml.error(
            at: part, "expected a string", remedy: "A list in TXT holds the strings of one record.")
        }
        strings.append(Self.octets(text))
      }
      return TextRecord(strings: strings)
    default:
      throw yaml.error(at: node, "expected text or a list of strings", remedy: "Quote the text.")
    }
  }

  private func name(_ node: Node, allowsRoot: Bool) throws(SuiteError) -> DomainName {
    let text = node.scalar?.string ?? ""
    if allowsRoot, text.isEmpty || text == "." { return .root }
    guard let name = DomainName(presentation: Self.octets(text)) else {
      throw yaml.error(
        at: node, "\"\(Printable.text(text))\" is no domain name",
        remedy: "Labels are 1 to 63 octets, the whole at most 253.")
    }
    return name
  }

  /// A character up to U+00FF is an octet, as the suites mean `"\x96"`; others are UTF-8.
  private static func octets(_ text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar -> [UInt8] in
      scalar.value <= 0xff ? [UInt8(scalar.value)] : Array(String(scalar).utf8)
    }
  }
}
