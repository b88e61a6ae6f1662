/// The query of a URL: parameters with `&` or `;` between them. Of bounded size, for a URL is.
struct QueryText {
  /// Names as given, and values without their percent-encoding, in their order.
  let items: [(name: String, value: String)]

  /// More parameters than this are not looked at.
  private static let most = 64

  init(_ text: String) {
    items = text.split(whereSeparator: { $0 == "&" || $0 == ";" }).prefix(Self.most).map { item in
      let equals = item.firstIndex(of: "=")
      let name = item[..<(equals ?? item.endIndex)]
      let value = equals.map { item[item.index(after: $0)...] } ?? ""
      return (Self.decoded(name), Self.decoded(value))
    }
  }

  /// The value of the last parameter of that name.
  func last(_ name: String) -> String? { items.last { $0.name == name }?.value }

  /// The value of the first parameter with one of these names, in the order of the names.
  func first(of names: [String]) -> String? {
    for name in names {
      if let item = items.first(where: { $0.name == name }) { return item.value }
    }
    return nil
  }

  /// `text` without percent-encoding. What is malformed stays as it is, what is no UTF-8 becomes U+FFFD. A plus sign is
  /// a plus sign: addresses have such.
  static func decoded(_ text: some StringProtocol) -> String {
    let octets = Array(text.utf8)
    guard octets.contains(UInt8(ascii: "%")) else { return String(text) }
    var out: [UInt8] = []
    var index = 0
    while index < octets.count {
      if octets[index] == UInt8(ascii: "%"), index + 2 < octets.count,
        let high = digit(octets[index + 1]), let low = digit(octets[index + 2])
      {
        out.append(high << 4 | low)
        index += 3
      } else {
        out.append(octets[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// `text` as a value of a parameter.
  static func encoded(_ text: String) -> String {
    var out = ""
    for octet in text.utf8 {
      let isPlain =
        (0x30...0x39).contains(octet) || (0x41...0x5a).contains(octet) || (0x61...0x7a).contains(octet)
        || "-._~@:".utf8.contains(octet)
      if isPlain {
        out.unicodeScalars.append(Unicode.Scalar(octet))
      } else {
        let digits = String(octet, radix: 16, uppercase: true)
        out += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      }
    }
    return out
  }

  private static func digit(_ octet: UInt8) -> UInt8? {
    switch octet {
    case 0x30...0x39: octet - 0x30
    case 0x41...0x46: octet - 0x41 + 10
    case 0x61...0x66: octet - 0x61 + 10
    default: nil
    }
  }
}
