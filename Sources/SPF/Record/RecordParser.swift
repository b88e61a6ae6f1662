/// Reads a record from the front, one method for each production of RFC 7208 (collected in its appendix A).
///
/// The whole record is validated before anything is evaluated (section 4.6). Octets outside printable
/// US-ASCII fit no production, so they end in a syntax error where they stand.
struct RecordParser {
  let text: [UInt8]
  var position = 0
  /// The first octet of the term being read.
  var termStart = 0

  init(_ text: [UInt8]) {
    self.text = text
  }

  // MARK: Reading

  var next: UInt8? { position < text.count ? text[position] : nil }

  /// The position of the space that ends the term, or the end of the record.
  var termEnd: Int { text[position...].firstIndex(of: UInt8(ascii: " ")) ?? text.count }

  var isAtTermEnd: Bool { next == nil || next == UInt8(ascii: " ") }

  /// Consumes `octet` if it is next.
  mutating func take(_ octet: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: octet) else { return false }
    position += 1
    return true
  }

  /// Consumes the longest run of octets that satisfy `predicate`.
  mutating func takeWhile(_ predicate: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let start = position
    while let octet = next, predicate(octet) { position += 1 }
    return text[start..<position]
  }

  // MARK: record, terms (4.5, 4.6.1)

  /// `record = version terms *SP`
  mutating func parseRecord() throws(RecordSyntaxError) -> [Term] {
    guard text.count <= SPFRecord.maximumLength else {
      throw error(
        .tooLong, at: SPFRecord.maximumLength, expected: "at most \(SPFRecord.maximumLength) octets",
        remedy: "Shorten the record; a record of more than 450 octets is already a risk.")
    }
    try parseVersion()
    return try parseTerms()
  }

  /// `version = "v=spf1"`
  mutating func parseVersion() throws(RecordSyntaxError) {
    guard SPFRecord.hasVersion(text) else {
      throw error(
        .invalidTerm, at: 0, expected: "\"v=spf1\" and then a space or the end",
        remedy: "Begin the record with \"v=spf1 \".")
    }
    position = 6
  }

  /// `terms = *( 1*SP ( directive / modifier ) )`
  mutating func parseTerms() throws(RecordSyntaxError) -> [Term] {
    var terms: [Term] = []
    var hasRedirect = false
    var hasExplanation = false
    while true {
      _ = takeWhile { $0 == UInt8(ascii: " ") }
      guard next != nil else { return terms }
      termStart = position
      let content = try parseTerm()
      guard isAtTermEnd else { throw unexpectedTrailer(after: content) }
      // Each of the two at most once (section 6).
      switch content {
      case .modifier(.redirect):
        if hasRedirect { throw duplicate("redirect") }
        hasRedirect = true
      case .modifier(.explanation):
        if hasExplanation { throw duplicate("exp") }
        hasExplanation = true
      default: break
      }
      terms.append(Term(content, range: termStart..<position))
    }
  }

  /// `directive / modifier`: a modifier has "=" right after its name, before any ":" or "/".
  mutating func parseTerm() throws(RecordSyntaxError) -> Term.Content {
    let qualifier = parseQualifier()
    let nameStart = position
    guard let first = next, Self.isAlpha(first) else {
      throw characterError(
        .invalidTerm, expected: "a mechanism or a modifier",
        remedy: "Each term begins with a letter, or with one of + - ~ ? and a letter.")
    }
    let name = String(decoding: takeWhile(Self.isNameOctet).lazy.map(DomainName.folded), as: UTF8.self)
    if next == UInt8(ascii: "=") {
      guard qualifier == nil else {
        throw error(
          .qualifiedModifier, at: termStart, expected: "a modifier without a qualifier",
          remedy: "Remove the + - ~ or ? before \(name).")
      }
      position += 1
      return .modifier(try parseModifier(name: name))
    }
    let mechanism = try parseMechanism(name: name, nameStart: nameStart)
    return .directive(Directive(qualifier: qualifier ?? .pass, mechanism: mechanism))
  }

  /// `qualifier = "+" / "-" / "?" / "~"`
  mutating func parseQualifier() -> Qualifier? {
    guard let octet = next, let qualifier = Qualifier(rawValue: octet) else { return nil }
    position += 1
    return qualifier
  }

  // MARK: mechanism (5)

  /// `mechanism = ( all / include / a / mx / ptr / ip4 / ip6 / exists )`
  mutating func parseMechanism(name: String, nameStart: Int) throws(RecordSyntaxError) -> Mechanism {
    switch name {
    case "all": return .all
    case "include": return .include(try parseRequiredDomainSpec(of: name))
    case "a": return .a(try parseOptionalDomainSpec(of: name), try parseDualCIDRLength())
    case "mx": return .mx(try parseOptionalDomainSpec(of: name), try parseDualCIDRLength())
    case "ptr": return .ptr(try parseOptionalDomainSpec(of: name))
    case "ip4": return .ip4(try parseIP4())
    case "ip6": return .ip6(try parseIP6())
    case "exists": return .exists(try parseRequiredDomainSpec(of: name))
    default:
      throw error(
        .unknownMechanism, at: nameStart,
        expected: "all, include, a, mx, ptr, ip4, ip6 or exists",
        remedy: Remedies.forUnknownMechanism(name))
    }
  }

  /// `include = "include" ":" domain-spec`, and `exists` likewise (5.2, 5.7).
  mutating func parseRequiredDomainSpec(of name: String) throws(RecordSyntaxError) -> DomainSpec {
    guard take(":") else {
      throw characterError(
        .missingArgument, expected: "\":\" and a domain",
        remedy: "Write \(name):DOMAIN with the domain meant.")
    }
    return try parseDomainSpec(of: name, allowsCIDR: false)
  }

  /// `[ ":" domain-spec ]` of `a`, `mx` and `ptr` (5.3 to 5.5).
  mutating func parseOptionalDomainSpec(of name: String) throws(RecordSyntaxError) -> DomainSpec? {
    guard take(":") else { return nil }
    return try parseDomainSpec(of: name, allowsCIDR: name != "ptr")
  }

  /// `ip4 = "ip4" ":" ip4-network [ ip4-cidr-length ]` (5.6)
  mutating func parseIP4() throws(RecordSyntaxError) -> IPNetwork {
    let digits = try parseNetworkText(of: "ip4", example: "192.0.2.0/24")
    guard let bits = IPAddressParser.ipv4(digits) else {
      throw error(
        .invalidIPv4Network, at: digits.startIndex,
        expected: "four numbers of 0 to 255 without leading zeros",
        remedy: Remedies.forIPv4(digits))
    }
    let address = IPAddress(ipv4: bits)
    guard next == UInt8(ascii: "/") else { return IPNetwork(address) }
    position += 1
    let length = try parsePrefixLength(maximum: 32)
    return IPNetwork(address: address, prefixLength: length) ?? IPNetwork(address)
  }

  /// `ip6 = "ip6" ":" ip6-network [ ip6-cidr-length ]` (5.6)
  mutating func parseIP6() throws(RecordSyntaxError) -> IP6Network {
    let digits = try parseNetworkText(of: "ip6", example: "2001:db8::/32")
    guard let (high, low) = IPAddressParser.ipv6(digits) else {
      throw error(
        .invalidIPv6Network, at: digits.startIndex, expected: "an IPv6 address",
        remedy: "Write eight groups of up to four hexadecimal digits, with :: at most once.")
    }
    guard next == UInt8(ascii: "/") else { return IP6Network(high: high, low: low, prefixLength: 128) }
    position += 1
    return IP6Network(high: high, low: low, prefixLength: try parsePrefixLength(maximum: 128))
  }

  /// The text of `ip4-network` or `ip6-network`: up to the "/" or the end of the term.
  mutating func parseNetworkText(
    of name: String, example: String
  ) throws(RecordSyntaxError) -> ArraySlice<UInt8> {
    guard take(":"), !isAtTermEnd else {
      throw characterError(
        .missingArgument, expected: "\":\" and an address", remedy: "Write, for instance, \(name):\(example)."
      )
    }
    let start = position
    let network = takeWhile { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: " ") }
    guard let foreign = network.firstIndex(where: { !(0x21...0x7e).contains($0) }) else { return network }
    throw error(
      .invalidCharacter, at: foreign,
      expected: foreign == start ? "an address" : "\"/\" or a space after the address",
      remedy: Remedies.forForeignOctet(text[foreign]))
  }

  /// `dual-cidr-length = [ ip4-cidr-length ] [ "/" ip6-cidr-length ]` (5.6)
  mutating func parseDualCIDRLength() throws(RecordSyntaxError) -> DualCIDRLength {
    var ipv4 = 32
    var ipv6 = 128
    if next == UInt8(ascii: "/"), !(position + 1 < text.count && text[position + 1] == UInt8(ascii: "/")) {
      position += 1
      ipv4 = try parsePrefixLength(maximum: 32)
    }
    if next == UInt8(ascii: "/"), position + 1 < text.count, text[position + 1] == UInt8(ascii: "/") {
      position += 2
      ipv6 = try parsePrefixLength(maximum: 128)
    }
    return DualCIDRLength(ipv4: UInt8(ipv4), ipv6: UInt8(ipv6))
  }

  /// `"0" / %x31-39 0*1DIGIT` or `"0" / %x31-39 0*2DIGIT`, in its range (5.6)
  mutating func parsePrefixLength(maximum: Int) throws(RecordSyntaxError) -> Int {
    let start = position
    let digits = takeWhile(Self.isDigit)
    let value = digits.count <= 3 ? digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } : .max
    let hasLeadingZero = digits.count > 1 && digits.first == UInt8(ascii: "0")
    guard !digits.isEmpty, !hasLeadingZero, value <= maximum else {
      position = start
      throw characterError(
        .invalidPrefixLength, expected: "a prefix length of 0 to \(maximum)",
        remedy: hasLeadingZero
          ? "Remove the leading zero." : "Write a number of 0 to \(maximum) after the slash, or leave it out."
      )
    }
    return value
  }

  // MARK: modifier (6)

  /// `modifier = redirect / explanation / unknown-modifier`
  ///
  /// A known name never falls back to `unknown-modifier`, whatever its value.
  mutating func parseModifier(name: String) throws(RecordSyntaxError) -> Modifier {
    switch name {
    case "redirect": return .redirect(try parseDomainSpec(of: name, allowsCIDR: false))
    case "exp": return .explanation(try parseDomainSpec(of: name, allowsCIDR: false))
    default:
      var macros = MacroParser(text, from: position, to: termEnd, context: .term)
      let value = try parseMacros(&macros)
      return .unknown(name: name, value: value)
    }
  }

  // MARK: Character classes

  static func isDigit(_ octet: UInt8) -> Bool { octet &- 0x30 < 10 }
  static func isAlpha(_ octet: UInt8) -> Bool { (octet | 0x20) &- UInt8(ascii: "a") < 26 }
  static func isAlphanumeric(_ octet: UInt8) -> Bool { isAlpha(octet) || isDigit(octet) }

  /// `ALPHA / DIGIT / "-" / "_" / "."`
  static func isNameOctet(_ octet: UInt8) -> Bool {
    isAlphanumeric(octet) || octet == UInt8(ascii: "-") || octet == UInt8(ascii: "_")
      || octet == UInt8(ascii: ".")
  }
}
