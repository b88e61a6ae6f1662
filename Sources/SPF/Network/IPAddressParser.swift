/// Reads the text of addresses. Stricter than `inet_aton`: what RFC 7208 section 5.6 and RFC 4291 allow, no more.
enum IPAddressParser {
  /// `ip4-network = qnum "." qnum "." qnum "." qnum` (RFC 7208 section 5.6).
  static func ipv4(_ text: ArraySlice<UInt8>) -> UInt32? {
    var value: UInt32 = 0
    var parts = 0
    var digits = 0
    var part: UInt32 = 0
    for octet in text {
      switch octet {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        // qnum has no leading zero.
        if digits > 0, part == 0 { return nil }
        part = part * 10 + UInt32(octet - UInt8(ascii: "0"))
        digits += 1
        if digits > 3 || part > 255 { return nil }
      case UInt8(ascii: "."):
        guard digits > 0, parts < 3 else { return nil }
        value = value << 8 | part
        parts += 1
        digits = 0
        part = 0
      default:
        return nil
      }
    }
    guard digits > 0, parts == 3 else { return nil }
    return value << 8 | part
  }

  /// RFC 4291 section 2.2: eight groups, one `::` for one or more zero groups, a dotted quad at the end.
  static func ipv6(_ text: ArraySlice<UInt8>) -> (high: UInt64, low: UInt64)? {
    let text = Array(text)
    var groups: [UInt16] = []
    var gap: Int?
    var index = 0
    if text.starts(with: "::".utf8) {
      gap = 0
      index = 2
    } else if text.first == UInt8(ascii: ":") {
      return nil
    }
    while index < text.count {
      let end = text[index...].firstIndex(of: UInt8(ascii: ":")) ?? text.count
      let part = text[index..<end]
      if part.contains(UInt8(ascii: ".")) {
        guard end == text.count, let quad = ipv4(part) else { return nil }
        groups.append(UInt16(quad >> 16))
        groups.append(UInt16(quad & 0xffff))
        index = end
        break
      }
      guard (1...4).contains(part.count) else { return nil }
      var value: UInt16 = 0
      for octet in part {
        guard let digit = hexValue(octet) else { return nil }
        value = value << 4 | UInt16(digit)
      }
      groups.append(value)
      guard groups.count <= 8 else { return nil }
      if end == text.count {
        index = end
      } else if end + 1 < text.count, text[end + 1] == UInt8(ascii: ":") {
        guard gap == nil else { return nil }
        gap = groups.count
        index = end + 2
      } else {
        index = end + 1
        guard index < text.count else { return nil }
      }
    }
    if let gap {
      guard groups.count <= 7 else { return nil }
      groups.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap)
    }
    guard groups.count == 8 else { return nil }
    return (
      groups[..<4].reduce(0) { $0 << 16 | UInt64($1) },
      groups[4...].reduce(0) { $0 << 16 | UInt64($1) }
    )
  }

  /// The value of a hexadecimal digit of either case.
  static func hexValue(_ octet: UInt8) -> UInt8? {
    switch octet {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): octet - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): octet - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): octet - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
