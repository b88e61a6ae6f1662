internal import SPF

extension Octets {
  /// Whether `literal`, which is in lower case, stands at the front in whatever case.
  func hasPrefixFolded(_ literal: StaticString) -> Bool {
    let wanted = Octets(literal)
    guard count >= wanted.count else { return false }
    for index in 0..<wanted.count where Self.fold(self[index]) != wanted[index] { return false }
    return true
  }

  /// Where `literal`, which is in lower case, is first found in whatever case.
  func firstIndexFolded(of literal: StaticString, from start: Int = 0) -> Int? {
    let length = literal.utf8CodeUnitCount
    var index = start
    while index + length <= count {
      if self[index...].hasPrefixFolded(literal) { return index }
      index += 1
    }
    return nil
  }

  subscript(range: PartialRangeFrom<Int>) -> Octets { dropFirst(range.lowerBound) }

  func containsFolded(_ literal: StaticString) -> Bool { firstIndexFolded(of: literal) != nil }

  static func fold(_ octet: UInt8) -> UInt8 { octet &- 0x41 < 26 ? octet | 0x20 : octet }

  /// Whether the same letters stand here in whatever case.
  func equalsFolded(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { other in
      guard other.count == count else { return false }
      for index in 0..<count where unsafe Self.fold(other[index]) != Self.fold(self[index]) { return false }
      return true
    }
  }

  /// Whether exactly these octets stand here.
  func equals(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { other in
      guard other.count == count else { return false }
      guard let base = other.baseAddress else { return true }
      return unsafe self == Octets(base: base, count: count)
    }
  }

  /// Whether all octets are US-ASCII.
  private var isASCII: Bool {
    var all: UInt64 = 0
    var index = 0
    while index < count {
      all |= word(at: index)
      index += 8
    }
    return all & Self.repeated(0x80) == 0
  }

  /// Whether "SPF" stands here in any case. The one search that is made in most lines, so it goes by eight octets.
  var speaksOfSPF: Bool {
    unsafe withBuffer { buffer in
      guard let start = buffer.baseAddress, buffer.count >= 3 else { return false }
      let raw = unsafe UnsafeRawPointer(start)
      let end = buffer.count - 2
      var index = 0
      let lower = Self.repeated(0x20)
      let s = Self.repeated(UInt8(ascii: "s"))
      let p = Self.repeated(UInt8(ascii: "p"))
      let f = Self.repeated(UInt8(ascii: "f"))
      while index + 8 <= end {
        let first = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) | lower
        let second = unsafe raw.loadUnaligned(fromByteOffset: index &+ 1, as: UInt64.self) | lower
        let third = unsafe raw.loadUnaligned(fromByteOffset: index &+ 2, as: UInt64.self) | lower
        if Self.hasZero((first ^ s) | (second ^ p) | (third ^ f)) { return true }
        index &+= 8
      }
      while index < end {
        if unsafe start[index] | 0x20 == UInt8(ascii: "s"),
          unsafe start[index + 1] | 0x20 == UInt8(ascii: "p"),
          unsafe start[index + 2] | 0x20 == UInt8(ascii: "f")
        {
          return true
        }
        index += 1
      }
      return false
    }
  }

  /// Whether "SPF" stands in a line as a word and not only in a name.
  var isAboutSPF: Bool {
    func isOfName(_ octet: UInt8) -> Bool {
      Self.isLetter(octet) || Self.isDigit(octet) || ".-@/".utf8.contains(octet)
    }
    var from = 0
    while let at = firstIndexFolded(of: "spf", from: from) {
      from = at + 3
      let before = at == 0 ? 0x20 : self[at - 1]
      let after = from < count ? self[from] : 0x20
      if !isOfName(before), !isOfName(after) { return true }
    }
    return false
  }

  /// The octets as text; what is not UTF-8 is written `\xNN`, so that nothing is lost.
  var text: String {
    unsafe withBuffer { buffer in
      // The usual case; to validate UTF-8 costs several times as much.
      if isASCII { return unsafe String(decoding: buffer, as: UTF8.self) }
      if let valid = unsafe String(validating: buffer, as: UTF8.self) { return valid }
      var out: [UInt8] = []
      for index in 0..<count {
        let octet = self[index]
        if octet < 0x80 {
          out.append(octet)
        } else {
          out.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "x")])
          for nibble in [octet >> 4, octet & 15] { out.append(Array("0123456789abcdef".utf8)[Int(nibble)]) }
        }
      }
      return String(decoding: out, as: UTF8.self)
    }
  }

  /// ``text`` without blanks around it; nil if nothing is left or it is too long to be true.
  func field(limit: Int = 1024) -> String? {
    let inner = trimmed
    return inner.isEmpty ? nil : inner.prefix(limit).text
  }

  /// An address without the bytes around it: `[192.0.2.1]`, `IPv6:2001:db8::1`.
  var address: IPAddress? {
    var inner = trimmed
    if inner.first == UInt8(ascii: "["), inner.last == UInt8(ascii: "]") {
      inner = inner[1..<(inner.count - 1)]
    }
    if let rest = inner.without("IPv6:") { inner = rest }
    guard inner.count >= 2, inner.count <= 45 else { return nil }
    if let quad = inner.dottedQuad { return IPAddress(ipv4: quad) }
    return inner.hextets
  }

  /// The text of RFC 4291 section 2.2; the rare form with a dotted quad goes the long way.
  private var hextets: IPAddress? {
    var words = (high: UInt64(0), low: UInt64(0))
    var groups = 0
    var gap: (groups: Int, high: UInt64, low: UInt64)?
    var index = 0
    if count >= 2, self[0] == UInt8(ascii: ":"), self[1] == UInt8(ascii: ":") {
      gap = (0, 0, 0)
      index = 2
    }
    while index < count {
      var value: UInt64 = 0
      let start = index
      while index < count, let digit = Self.hexadecimal(self[index]) {
        value = value << 4 | UInt64(digit)
        index += 1
      }
      if index < count, self[index] == UInt8(ascii: ".") { return IPAddress(utf8: array) }
      guard index > start, index - start <= 4, groups < 8 else { return nil }
      words = (words.high << 16 | words.low >> 48, words.low << 16 | value)
      groups += 1
      if index == count { break }
      guard self[index] == UInt8(ascii: ":"), index + 1 < count else { return nil }
      index += 1
      if self[index] == UInt8(ascii: ":") {
        guard gap == nil else { return nil }
        gap = (groups, words.high, words.low)
        words = (0, 0)
        index += 1
      }
    }
    guard let gap else { return groups == 8 ? IPAddress(ipv6High: words.high, low: words.low) : nil }
    guard groups <= 7 else { return nil }
    // What stands before the gap is moved to the front.
    var (high, low) = (gap.high, gap.low)
    for _ in 0..<(8 - gap.groups) { (high, low) = (high << 16 | low >> 48, low << 16) }
    return IPAddress(ipv6High: high | words.high, low: low | words.low)
  }

  private static func hexadecimal(_ octet: UInt8) -> UInt8? {
    if isDigit(octet) { return octet & 15 }
    let letter = octet | 0x20
    return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : nil
  }

  /// The usual case without an allocation.
  private var dottedQuad: UInt32? {
    guard count >= 7, count <= 15 else { return nil }
    var value: UInt32 = 0
    var part: UInt32 = 0
    var digits = 0
    var dots = 0
    for index in 0..<count {
      let octet = self[index]
      if Self.isDigit(octet) {
        if digits > 0, part == 0 { return nil }
        part = part * 10 + UInt32(octet & 15)
        digits += 1
        if digits > 3 || part > 255 { return nil }
      } else if octet == UInt8(ascii: "."), digits > 0, dots < 3 {
        value = value << 8 | part
        dots += 1
        digits = 0
        part = 0
      } else {
        return nil
      }
    }
    return dots == 3 && digits > 0 ? value << 8 | part : nil
  }

  /// A number of decimal digits only; nil if there is none or it has more than nine.
  var number: Int? {
    guard count > 0, count <= 9 else { return nil }
    var value = 0
    for index in 0..<count {
      guard Self.isDigit(self[index]) else { return nil }
      value = value * 10 + Int(self[index] & 15)
    }
    return value
  }

  /// The eight octets from `index` on as a number; zeros stand for those behind the end.
  @inline(__always)
  func word(at index: Int) -> UInt64 {
    unsafe withBuffer { buffer in
      let left = buffer.count - index
      guard let start = buffer.baseAddress, left > 0 else { return 0 }
      let raw = unsafe UnsafeRawPointer(start)
      if left >= 8 {
        return unsafe UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      }
      if buffer.count >= 8 {
        let last = unsafe raw.loadUnaligned(fromByteOffset: buffer.count - 8, as: UInt64.self)
        return UInt64(littleEndian: last) >> UInt64(8 * (8 - left))
      }
      var word: UInt64 = 0
      for place in 0..<left { word |= unsafe UInt64(buffer[index + place]) << UInt64(8 * place) }
      return word
    }
  }

  /// Where the first ": " stands that ends within 24 octets, as it does behind a queue id.
  var labelEnd: Int? {
    let colons = Self.repeated(UInt8(ascii: ":"))
    var base = 0
    while base < 24, base < count {
      let word = word(at: base) ^ colons
      var hits = (word &- Self.repeated(1)) & ~word & Self.repeated(0x80)
      while hits != 0 {
        let index = base + hits.trailingZeroBitCount / 8
        // A bit above that of a colon may be set without one.
        if index < 23, index + 1 < count, self[index] == UInt8(ascii: ":"), self[index + 1] == 0x20 {
          return index
        }
        hits &= hits - 1
      }
      base += 8
    }
    return nil
  }

  /// Where one of three octets is first found, from `start` on.
  func firstIndex(of a: UInt8, _ b: UInt8, _ c: UInt8, from start: Int) -> Int? {
    let (all, bll, cll) = (Self.repeated(a), Self.repeated(b), Self.repeated(c))
    var index = start
    while index + 8 <= count {
      let word = word(at: index)
      if Self.hasZero(word ^ all) || Self.hasZero(word ^ bll) || Self.hasZero(word ^ cll) { break }
      index += 8
    }
    while index < count {
      if self[index] == a || self[index] == b || self[index] == c { return index }
      index += 1
    }
    return nil
  }

  /// The token up to the next blank, and what stands behind it.
  func splitToken() -> (token: Octets, rest: Octets) {
    guard let end = position(of: " ") else { return (self, dropFirst(count)) }
    var next = end
    while next < count, self[next] == 0x20 { next += 1 }
    return (self[0..<end], dropFirst(next))
  }
}
