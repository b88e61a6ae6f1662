/// The members of one JSON object (RFC 8259) as text, as log lines have them. Nested values are kept as their
/// source text. No more than a hundred members are read.
struct JSONObject {
  private var members: [String: [UInt8]] = [:]

  subscript(name: String) -> [UInt8]? { members[name] }
  func text(_ name: String) -> String? {
    members[name].flatMap { value in
      unsafe value.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return nil }
        return unsafe Octets(base: base, count: buffer.count).field()
      }
    }
  }

  /// Reads `line`; nil if it is no object.
  init?(_ line: Octets) {
    var reader = Reader(line: line)
    reader.skipBlanks()
    guard reader.take(UInt8(ascii: "{")) else { return nil }
    reader.skipBlanks()
    if reader.take(UInt8(ascii: "}")) { return }
    for _ in 0..<100 {
      reader.skipBlanks()
      guard let name = reader.string() else { return nil }
      reader.skipBlanks()
      guard reader.take(UInt8(ascii: ":")) else { return nil }
      reader.skipBlanks()
      guard let value = reader.value() else { return nil }
      members[String(decoding: name, as: UTF8.self)] = value
      reader.skipBlanks()
      if reader.take(UInt8(ascii: ",")) { continue }
      if reader.take(UInt8(ascii: "}")) { return }
      return nil
    }
    return nil
  }

  private struct Reader {
    let line: Octets
    var index = 0

    init(line: Octets) { self.line = line }

    mutating func skipBlanks() {
      while index < line.count, Octets.isBlank(line[index]) { index += 1 }
    }

    mutating func take(_ octet: UInt8) -> Bool {
      guard index < line.count, line[index] == octet else { return false }
      index += 1
      return true
    }

    mutating func value() -> [UInt8]? {
      guard index < line.count else { return nil }
      if line[index] == UInt8(ascii: "\"") { return string() }
      let start = index
      var depth = 0
      while index < line.count {
        switch line[index] {
        case UInt8(ascii: "\""):
          guard string() != nil else { return nil }
          continue
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
          if depth == 0 { return line[start..<index].trimmed.array }
          depth -= 1
        case UInt8(ascii: ","):
          if depth == 0 { return line[start..<index].trimmed.array }
        default: break
        }
        index += 1
      }
      return nil
    }

    mutating func string() -> [UInt8]? {
      guard take(UInt8(ascii: "\"")) else { return nil }
      var out: [UInt8] = []
      while index < line.count {
        let octet = line[index]
        index += 1
        if octet == UInt8(ascii: "\"") { return out }
        guard octet == UInt8(ascii: "\\") else {
          out.append(octet)
          continue
        }
        guard index < line.count else { return nil }
        let escape = line[index]
        index += 1
        switch escape {
        case UInt8(ascii: "n"): out.append(0x0a)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "r"): out.append(0x0d)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0c)
        case UInt8(ascii: "u"):
          guard let scalar = unicodeEscape() else { return nil }
          out.append(contentsOf: Array(String(scalar).utf8))
        default: out.append(escape)
        }
      }
      return nil
    }

    private mutating func unicodeEscape() -> Unicode.Scalar? {
      guard let unit = hexadecimal() else { return nil }
      if (0xd800...0xdbff).contains(unit), index + 1 < line.count, line[index] == UInt8(ascii: "\\"),
        line[index + 1] == UInt8(ascii: "u")
      {
        index += 2
        guard let low = hexadecimal(), (0xdc00...0xdfff).contains(low) else { return "\u{fffd}" }
        return Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
      }
      return Unicode.Scalar(unit) ?? "\u{fffd}"
    }

    private mutating func hexadecimal() -> UInt32? {
      guard index + 4 <= line.count else { return nil }
      var value: UInt32 = 0
      for _ in 0..<4 {
        let octet = line[index]
        index += 1
        switch octet {
        case 0x30...0x39: value = value << 4 | UInt32(octet & 15)
        case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32(octet & 15) + 9
        default: return nil
        }
      }
      return value
    }
  }
}
