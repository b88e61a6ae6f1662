#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A run of octets of the chunk being read. It is valid only while that chunk is: what is kept is copied into
/// a String. Every access is checked against the bounds.
@safe struct Octets {
  private let base: UnsafePointer<UInt8>
  let count: Int

  /// `count` octets from `base`, which the caller keeps alive.
  init(base: UnsafePointer<UInt8>, count: Int) {
    unsafe self.base = base
    self.count = count
  }

  /// The octets of a literal, which live as long as the program.
  init(_ literal: StaticString) {
    unsafe base = literal.utf8Start
    count = literal.utf8CodeUnitCount
  }

  var isEmpty: Bool { count == 0 }
  var first: UInt8? { count > 0 ? self[0] : nil }
  var last: UInt8? { count > 0 ? self[count - 1] : nil }

  subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count, "outside of the line")
    return unsafe base[index]
  }

  subscript(range: Range<Int>) -> Octets {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "outside of the line")
    return unsafe Octets(base: base + range.lowerBound, count: range.count)
  }

  /// All from `index` on; nothing if that is behind the end.
  func dropFirst(_ index: Int) -> Octets { self[min(index, count)..<count] }
  func dropLast(_ number: Int) -> Octets { self[0..<max(0, count - number)] }
  func prefix(_ number: Int) -> Octets { self[0..<min(max(number, 0), count)] }

  /// Where this begins in `whole`, of which it is a part.
  func offset(in whole: Octets) -> Int {
    let offset = unsafe base - whole.base
    precondition(offset >= 0 && offset + count <= whole.count, "not of this text")
    return offset
  }

  /// Calls `body` with the octets in place.
  func withBuffer<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    unsafe body(UnsafeBufferPointer(start: base, count: count))
  }

  /// A copy.
  var array: [UInt8] { unsafe withBuffer { unsafe Array($0) } }

  /// Where `octet` is first found, from `start` on.
  func firstIndex(of octet: UInt8, from start: Int = 0) -> Int? {
    guard start < count else { return nil }
    guard let found = unsafe memchr(base + start, Int32(octet), count - start) else { return nil }
    return unsafe UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
  }

  func position(of scalar: Unicode.Scalar, from start: Int = 0) -> Int? {
    firstIndex(of: UInt8(ascii: scalar), from: start)
  }

  func lastPosition(of scalar: Unicode.Scalar) -> Int? {
    let octet = UInt8(ascii: scalar)
    var index = count
    while index > 0 {
      index -= 1
      if unsafe base[index] == octet { return index }
    }
    return nil
  }

  /// Where `literal`, of two octets or more, is first found, from `start` on. Eight places at a time are
  /// compared by the first and the last octet.
  func firstIndex(of literal: StaticString, from start: Int = 0) -> Int? {
    let length = literal.utf8CodeUnitCount
    // The places where it may begin.
    let places = count - length + 1
    guard start >= 0, start < places else { return nil }
    let first = unsafe literal.utf8Start[0]
    var index = start
    if places - start >= 8 {
      let raw = unsafe UnsafeRawPointer(base)
      let firsts = Self.repeated(first)
      let lasts = unsafe Self.repeated(literal.utf8Start[length - 1])
      while true {
        let front = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let back = unsafe raw.loadUnaligned(fromByteOffset: index &+ length &- 1, as: UInt64.self)
        if Self.hasZero((front ^ firsts) | (back ^ lasts)) {
          for place in index..<(index + 8) where unsafe base[place] == first {
            if unsafe memcmp(base + place, literal.utf8Start, length) == 0 { return place }
          }
        }
        if index &+ 8 >= places { return nil }
        // The last block overlaps the one before.
        index = min(index &+ 8, places &- 8)
      }
    }
    while index < places {
      if unsafe base[index] == first, unsafe memcmp(base + index, literal.utf8Start, length) == 0 {
        return index
      }
      index += 1
    }
    return nil
  }

  /// An octet eight times.
  static func repeated(_ octet: UInt8) -> UInt64 { UInt64(octet) &* 0x0101_0101_0101_0101 }

  /// Whether one of the eight octets is zero.
  static func hasZero(_ word: UInt64) -> Bool {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0
  }

  /// Where `literal` is last found.
  func lastIndex(of literal: StaticString) -> Int? {
    let length = literal.utf8CodeUnitCount
    var index = count - length
    let first = unsafe literal.utf8Start[0]
    while index >= 0 {
      if unsafe base[index] == first, unsafe memcmp(base + index, literal.utf8Start, length) == 0 {
        return index
      }
      index -= 1
    }
    return nil
  }

  func contains(_ literal: StaticString) -> Bool { firstIndex(of: literal) != nil }

  /// What stands behind the first `literal`; nil if there is none.
  func after(_ literal: StaticString, from start: Int = 0) -> Octets? {
    firstIndex(of: literal, from: start).map { dropFirst($0 + literal.utf8CodeUnitCount) }
  }

  func hasPrefix(_ literal: StaticString) -> Bool {
    let length = literal.utf8CodeUnitCount
    // Most questions are answered by the first octet.
    guard count >= length, length > 0, unsafe base[0] == literal.utf8Start[0] else { return length == 0 }
    return unsafe memcmp(base, literal.utf8Start, length) == 0
  }

  func hasPrefix(_ other: Octets) -> Bool {
    unsafe count >= other.count && memcmp(base, other.base, other.count) == 0
  }

  func hasSuffix(_ literal: StaticString) -> Bool {
    let length = literal.utf8CodeUnitCount
    return unsafe count >= length && memcmp(base + count - length, literal.utf8Start, length) == 0
  }

  static func == (left: Octets, right: StaticString) -> Bool {
    left.count == right.utf8CodeUnitCount && left.hasPrefix(right)
  }

  static func == (left: Octets, right: Octets) -> Bool {
    unsafe left.count == right.count && memcmp(left.base, right.base, left.count) == 0
  }

  /// `self` without `literal` at its front; nil if it does not stand there.
  func without(_ literal: StaticString) -> Octets? {
    hasPrefix(literal) ? dropFirst(literal.utf8CodeUnitCount) : nil
  }

  /// Without blanks at both ends.
  var trimmed: Octets {
    guard count > 0, Self.isBlank(self[0]) || Self.isBlank(self[count - 1]) else { return self }
    var start = 0
    var end = count
    while start < end, Self.isBlank(self[start]) { start += 1 }
    while end > start, Self.isBlank(self[end - 1]) { end -= 1 }
    return self[start..<end]
  }

  static func isBlank(_ octet: UInt8) -> Bool {
    octet == 0x20 || octet == 0x09 || octet == 0x0d || octet == 0x0a
  }
  static func isDigit(_ octet: UInt8) -> Bool { octet &- 0x30 < 10 }
  static func isLetter(_ octet: UInt8) -> Bool { (octet | 0x20) &- 0x61 < 26 }
}
