internal import PublicSuffix
internal import SPF

/// What the form of a host name tells. The words are those that providers everywhere use; no provider is named.
enum NamePatterns {
  private static let dynamicWords: Set<String> = [
    "dyn", "dynamic", "dynip", "dial", "dialup", "dialin", "dsl", "adsl", "vdsl", "xdsl", "ppp", "pppoe",
    "dhcp",
    "cablemodem", "broadband", "residential", "ftth", "fttb", "wimax", "catv", "gpon", "umts", "cpe",
  ]
  /// Words that say so only beside a number that could be an address.
  private static let lineWords: Set<String> = [
    "pool", "pools", "cable", "bb", "home", "res", "customer", "customers", "cust", "client", "clients",
    "user",
    "users", "subscriber", "fiber", "fibre", "wireless", "wifi", "mobile", "lte", "modem", "ip", "host",
  ]
  private static let staticWords: Set<String> = [
    "static", "fixed", "business", "biz", "vps", "cloud", "compute", "server", "srv", "dedicated", "colo",
    "hosting", "instance", "vm", "corporate", "leased",
  ]
  private static let forwardingWords: Set<String> = [
    "forward", "forwarding", "forwarder", "forwards", "fwd", "redirect", "alias", "aliases", "alumni", "srs",
  ]
  private static let relayWords: Set<String> = [
    "relay", "smtprelay", "mailrelay", "smarthost", "smarthosts",
  ]
  private static let listWords: Set<String> = [
    "list", "lists", "listserv", "listserver", "mailman", "mailinglist", "sympa", "majordomo", "groups",
    "lyris", "listes", "listas", "ml",
  ]

  /// The words of the labels of `name` below its organisational domain, cut at hyphens and digits.
  static func words(of name: DomainName) -> Set<String> {
    let labels = name.labels.dropLast(PublicSuffixes.organisation(of: name).labelCount)
    var words: Set<String> = []
    for label in labels {
      let text = String(decoding: label, as: UTF8.self)
      words.insert(text)
      for part in text.split(whereSeparator: { $0 == "-" || $0 == "_" }) {
        words.insert(String(part))
        words.insert(String(part.filter { !("0"..."9").contains($0) }))
        for piece in part.split(whereSeparator: { ("0"..."9").contains($0) }) { words.insert(String(piece)) }
      }
    }
    words.remove("")
    return words
  }

  /// Whether `name` is one that an access provider gives to a line, and the line is not said to be fixed.
  static func isDynamic(_ name: DomainName) -> Bool {
    let words = words(of: name)
    guard words.isDisjoint(with: staticWords) else { return false }
    return !words.isDisjoint(with: dynamicWords) || (!words.isDisjoint(with: lineWords) && isNumbered(name))
  }

  /// Whether the first label counts its host in three numbers or more, or in eight hexadecimal digits.
  private static func isNumbered(_ name: DomainName) -> Bool {
    guard let label = name.labels.first else { return false }
    let text = String(decoding: label, as: UTF8.self)
    if text.split(whereSeparator: { !("0"..."9").contains($0) }).count >= 3 { return true }
    let runs = text.split(whereSeparator: { !$0.isHexDigit })
    return runs.contains { run in run.count >= 8 && run.contains { ("0"..."9").contains($0) } }
  }

  /// Whether `name` was made from `address`: it holds at least three of its decimal octets in either order, or the
  /// address in hexadecimal.
  static func isGeneric(_ name: DomainName, for address: IPAddress) -> Bool {
    let text = name.description
    let octets = address.octets
    let hex = octets.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    if text.filter({ $0 != "-" && $0 != "." }).contains(hex) { return true }
    guard address.family == .ipv4 else { return false }
    let numbers = text.split(whereSeparator: { !("0"..."9").contains($0) }).compactMap { Int($0) }
    let wanted = octets.map(Int.init)
    func holds(_ run: [Int]) -> Bool {
      guard numbers.count >= run.count else { return false }
      return (0...(numbers.count - run.count)).contains { Array(numbers[$0..<($0 + run.count)]) == run }
    }
    return [Array(wanted.prefix(3)), Array(wanted.suffix(3))].contains { holds($0) || holds($0.reversed()) }
  }

  /// Whether `name` says that its host passes mail on.
  static func isForwarder(_ name: DomainName) -> Bool {
    !words(of: name).isDisjoint(with: forwardingWords)
  }

  /// Whether `name` says that customers send through its host.
  static func isRelay(_ name: DomainName) -> Bool {
    !words(of: name).isDisjoint(with: relayWords) && !isForwarder(name)
  }

  /// Whether `name` says that its host serves mailing lists.
  static func isListHost(_ name: DomainName) -> Bool {
    !words(of: name).isDisjoint(with: listWords)
  }

  /// Whether two names differ in their digits only, as the names an access provider gives to the addresses of one
  /// line do.
  static func areOfOnePattern(_ one: DomainName, _ other: DomainName) -> Bool {
    func skeleton(_ name: DomainName) -> String {
      String(name.description.filter { !("0"..."9").contains($0) })
    }
    return one != other && skeleton(one) == skeleton(other)
  }
}
