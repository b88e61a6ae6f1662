/// Expands macro-strings (RFC 7208 section 7).
struct MacroExpander {
  let request: CheckRequest
  /// `<domain>` of the check_host() in which the macro stands.
  let domain: DomainName
  /// The validated names of the client, for `%{p}`.
  let validatedNames: [DomainName]

  /// Enough for any domain name, any explanation that is kept, and any address.
  private static let maximumLength = 16_384

  /// The expansion of an explain-string; what would make it too long is left out at its end.
  func explanation(_ string: MacroString) -> [UInt8] {
    var out: [UInt8] = []
    for part in string.parts where out.count < Self.maximumLength { append(part, to: &out) }
    return out
  }

  /// The expansion of a domain-spec; what would make it too long is left out at its beginning, where a name that is
  /// too long loses its labels (7.3).
  func target(_ string: MacroString) -> [UInt8] {
    var out: [UInt8] = []
    for part in string.parts {
      append(part, to: &out)
      if out.count > Self.maximumLength { out.removeFirst(out.count - Self.maximumLength / 2) }
    }
    return out
  }

  private func append(_ part: MacroString.Part, to out: inout [UInt8]) {
    switch part {
    case .literal(let octets): out.append(contentsOf: octets)
    case .macro(let macro): expand(macro, to: &out)
    }
  }

  private func expand(_ macro: Macro, to out: inout [UInt8]) {
    let value = transform(value(of: macro.letter), by: macro)
    if macro.isURLEscaped {
      Self.appendURLEscaped(value, to: &out)
    } else {
      out.append(contentsOf: value)
    }
  }

  /// The value of a macro letter (7.2, 7.3).
  private func value(of letter: Macro.Letter) -> [UInt8] {
    var out: [UInt8] = []
    switch letter {
    case .sender: return request.identity.sender
    case .localPart: return request.identity.localPart
    case .senderDomain: request.identity.appendDomain(to: &out)
    case .domain: domain.appendPresentation(to: &out)
    case .address: return dottedAddress
    case .validatedName: return validatedName
    case .version: return Array((request.client.family == .ipv4 ? "in-addr" : "ip6").utf8)
    case .helo: request.identity.appendHelo(to: &out)
    case .readableAddress: return request.client.text
    case .receiver: return Array((request.receiver ?? "unknown").utf8)
    case .timestamp: return Array(String(request.timestamp).utf8)
    }
    return out
  }

  /// "i": dotted quad, or the 32 hexadecimal digits of an IPv6 address with dots between (7.3).
  private var dottedAddress: [UInt8] {
    guard request.client.family == .ipv6 else { return request.client.text }
    let nibbles = request.client.octets.flatMap { [$0 >> 4, $0 & 15] }
    let digits = nibbles.map { $0 < 10 ? UInt8(ascii: "0") + $0 : UInt8(ascii: "A") + $0 - 10 }
    return Array(digits.map { [$0] }.joined(separator: [UInt8(ascii: ".")]))
  }

  /// "p": `<domain>` if it is validated, else a subdomain of it, else any validated name, else "unknown" (7.3).
  private var validatedName: [UInt8] {
    let name =
      validatedNames.first { $0 == domain }
      ?? validatedNames.first { $0.isEqualToOrSubdomain(of: domain) } ?? validatedNames.first
    guard let name else { return Array("unknown".utf8) }
    var out: [UInt8] = []
    name.appendPresentation(to: &out)
    return out
  }

  /// Splits, reverses, keeps the right-hand parts and joins with dots (7.3).
  private func transform(_ value: [UInt8], by macro: Macro) -> [UInt8] {
    guard macro.isReversed || macro.partCount != nil || !macro.delimiters.isEmpty else { return value }
    let delimiters = macro.delimiters.isEmpty ? [UInt8(ascii: ".")] : macro.delimiters
    var parts = value.split(omittingEmptySubsequences: false) { delimiters.contains($0) }
    if macro.isReversed { parts.reverse() }
    if let count = macro.partCount { parts.removeFirst(max(0, parts.count - count)) }
    return Array(parts.joined(separator: [UInt8(ascii: ".")]))
  }

  /// Escapes what is not in the "unreserved" set of RFC 3986 section 2.3 (7.3).
  private static func appendURLEscaped(_ value: [UInt8], to out: inout [UInt8]) {
    let digits = Array("0123456789ABCDEF".utf8)
    for octet in value {
      switch octet {
      case _ where RecordParser.isAlphanumeric(octet), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        out.append(octet)
      default:
        out.append(UInt8(ascii: "%"))
        out.append(digits[Int(octet >> 4)])
        out.append(digits[Int(octet & 15)])
      }
    }
  }
}

extension CheckHost {
  /// An expander for the record under evaluation.
  var expander: MacroExpander {
    MacroExpander(
      request: request, domain: frame.domain, validatedNames: validatedNames ?? [])
  }
}
