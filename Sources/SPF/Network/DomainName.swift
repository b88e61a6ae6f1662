/// A fully qualified domain name within the limits of RFC 1035 section 2.3.4, case folded.
///
/// The octets are kept as on the wire, a length before each label and without the root's, so that a dot
/// inside a label can never be taken for one between labels. The hash is computed once.
public struct DomainName: Sendable {
  /// The longest label: 63 octets.
  public static let maximumLabelLength = 63
  /// The longest name in presentation form without the final dot: 253 octets.
  public static let maximumLength = 253

  /// A length octet and the lower-cased octets of each label; no root label.
  public let wire: [UInt8]
  private let foldedHash: UInt64
  /// The number of labels, the root not counted.
  public let labelCount: Int

  /// The root.
  public static let root = DomainName(checkedWire: [], labelCount: 0)

  private init(checkedWire wire: [UInt8], labelCount: Int) {
    self.wire = wire
    self.labelCount = labelCount
    foldedHash = unsafe wire.withUnsafeBytes { unsafe Self.hash($0) }
  }

  /// A name from its presentation form, with or without the final dot.
  ///
  /// Every octet but the dot stands for itself: there is no escape in an SPF target name (RFC 7208
  /// section 4.8). Nil for an empty label, a label over 63 octets, a name over 253, or no label at all.
  public init?(_ text: some StringProtocol) {
    var copy = String(text)
    let name = copy.withUTF8 { unsafe DomainName(presentation: $0) }
    guard let name else { return nil }
    self = name
  }

  /// A name from the octets of its presentation form; see ``init(_:)``.
  @inlinable
  public init?(presentation text: some Collection<UInt8>) {
    let result = text.withContiguousStorageIfAvailable { unsafe DomainName(contiguous: $0) }
    guard let name = result ?? DomainName(array: Array(text)) else { return nil }
    self = name
  }

  @usableFromInline
  init?(array: [UInt8]) {
    guard let name = unsafe array.withUnsafeBufferPointer({ unsafe DomainName(contiguous: $0) }) else {
      return nil
    }
    self = name
  }

  @usableFromInline
  init?(contiguous text: UnsafeBufferPointer<UInt8>) {
    guard text.count <= Self.maximumLength + 1 else { return nil }
    var labels: Int?
    let wire = unsafe [UInt8](unsafeUninitializedCapacity: text.count + 1) { buffer, initialized in
      if let form = unsafe Self.writeWire(text, to: buffer) {
        labels = form.labels
        initialized = form.count
      }
    }
    guard let labels else { return nil }
    self.init(checkedWire: wire, labelCount: labels)
  }

  /// Writes the wire form of a presentation form to `buffer`, which has room for one octet more than `text`;
  /// nil if `text` is no domain name.
  static func writeWire(_ text: UnsafeBufferPointer<UInt8>, to buffer: UnsafeMutableBufferPointer<UInt8>)
    -> (count: Int, labels: Int)?
  {
    var count = text.count
    if count > 0, unsafe text[count - 1] == UInt8(ascii: ".") { count -= 1 }
    guard count > 0, count <= Self.maximumLength, buffer.count > count else { return nil }
    var labels = 0
    var start = 0
    for index in 0...count {
      let octet = unsafe index < count ? text[index] : UInt8(ascii: ".")
      if octet == UInt8(ascii: ".") {
        let length = index - start
        guard length > 0, length <= Self.maximumLabelLength else { return nil }
        unsafe buffer[start] = UInt8(truncatingIfNeeded: length)
        start = index + 1
        labels += 1
      } else {
        unsafe buffer[index + 1] = folded(octet)
      }
    }
    return (count + 1, labels)
  }

  /// The hash of a wire form, for ``tableHash`` of a name that is not made.
  package static func hash(_ wire: UnsafeBufferPointer<UInt8>) -> UInt64 {
    unsafe hash(UnsafeRawBufferPointer(wire))
  }

  /// Whether these are the octets of ``wire``.
  package func isWire(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe wire.withUnsafeBytes { unsafe Self.areEqual($0, UnsafeRawBufferPointer(other)) }
  }

  /// Whether both hold the same octets; they are short, and compared eight at a time.
  @inline(__always)
  static func areEqual(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
    let count = one.count
    guard other.count == count else { return false }
    var index = 0
    while index + 8 <= count {
      let left = unsafe one.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      guard unsafe left == other.loadUnaligned(fromByteOffset: index, as: UInt64.self) else { return false }
      index += 8
    }
    while index < count {
      guard unsafe one[index] == other[index] else { return false }
      index += 1
    }
    return true
  }

  /// A name from its labels, most specific first; nil if one is empty or too long, or all together are.
  public init?(labels: [[UInt8]]) {
    var wire: [UInt8] = []
    for label in labels {
      guard (1...Self.maximumLabelLength).contains(label.count) else { return nil }
      wire.append(UInt8(label.count))
      wire.append(contentsOf: label.lazy.map(Self.folded))
    }
    guard wire.count <= Self.maximumLength + 1 else { return nil }
    self.init(checkedWire: wire, labelCount: labels.count)
  }

  /// The labels, most specific first.
  public var labels: [ArraySlice<UInt8>] {
    var out: [ArraySlice<UInt8>] = []
    out.reserveCapacity(labelCount)
    var index = 0
    while index < wire.count {
      let end = index + 1 + Int(wire[index])
      out.append(wire[(index + 1)..<end])
      index = end
    }
    return out
  }

  /// Whether the last label consists of digits.
  var hasNumericTopLabel: Bool {
    // Found from the end, without finding the other labels first. A numeric label of 48 octets or more is
    // not recognised, and then simply does not exist in DNS.
    var start = wire.count
    while start > 0, RecordParser.isDigit(wire[start - 1]) { start -= 1 }
    return start > 0 && start < wire.count && Int(wire[start - 1]) == wire.count - start
  }

  /// The name without its first label; nil for the root.
  public var parent: DomainName? {
    guard let first = wire.first else { return nil }
    return DomainName(checkedWire: Array(wire[(Int(first) + 1)...]), labelCount: labelCount - 1)
  }

  /// Whether this name is `other` or lies below it.
  public func isEqualToOrSubdomain(of other: DomainName) -> Bool {
    var start = 0
    for _ in 0..<max(0, labelCount - other.labelCount) { start += Int(wire[start]) + 1 }
    return wire.count - start == other.wire.count && wire[start...].elementsEqual(other.wire)
  }

  /// Appends the presentation form, without a final dot and without escapes, as macros expand it.
  public func appendPresentation(to out: inout [UInt8]) {
    var index = 0
    while index < wire.count {
      let end = index + 1 + Int(wire[index])
      if index > 0 { out.append(UInt8(ascii: ".")) }
      out.append(contentsOf: wire[(index + 1)..<end])
      index = end
    }
  }

  @inline(__always)
  static func folded(_ octet: UInt8) -> UInt8 {
    octet &- UInt8(ascii: "A") < 26 ? octet | 0x20 : octet
  }

  /// Mixes eight octets at a time; seeded per process so that names chosen by strangers cannot be made to
  /// collide in a cache.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let seed = seed
    var state = seed
    var index = 0
    while index + 8 <= bytes.count {
      state = mix(state ^ (unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)), seed)
      index += 8
    }
    var tail: UInt64 = UInt64(truncatingIfNeeded: bytes.count) << 56
    while index < bytes.count {
      tail = tail << 8 ^ UInt64(unsafe bytes[index])
      index += 1
    }
    return mix(state ^ tail, seed)
  }

  @inline(__always)
  private static func mix(_ value: UInt64, _ seed: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    return product.high ^ product.low ^ seed
  }

  private static let seed = UInt64.random(in: 1 ... .max)
}

extension DomainName: Hashable {
  /// Equality of the folded octets.
  public static func == (left: DomainName, right: DomainName) -> Bool {
    left.foldedHash == right.foldedHash && left.wire == right.wire
  }

  /// Feeds the hash computed once.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(foldedHash)
  }

  /// The hash computed once, for tables that mix no further.
  public var tableHash: UInt64 { foldedHash }
}

extension DomainName: CustomStringConvertible {
  /// The presentation form for people, without the final dot: octets that are not printable ASCII, dots
  /// inside a label and backslashes are escaped as in RFC 1035 section 5.1.
  public var description: String {
    guard !wire.isEmpty else { return "." }
    var out: [UInt8] = []
    for (position, label) in labels.enumerated() {
      if position > 0 { out.append(UInt8(ascii: ".")) }
      for octet in label {
        switch octet {
        case UInt8(ascii: "."), UInt8(ascii: "\\"):
          out.append(UInt8(ascii: "\\"))
          out.append(octet)
        case 0x21...0x7e:
          out.append(octet)
        default:
          out.append(UInt8(ascii: "\\"))
          for divisor in [100, 10, 1] as [UInt8] { out.append(UInt8(ascii: "0") + octet / divisor % 10) }
        }
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

extension DomainName: Comparable {
  /// Canonical order (RFC 4034 section 6.1): by labels from the right.
  public static func < (left: DomainName, right: DomainName) -> Bool {
    for (one, other) in zip(left.labels.reversed(), right.labels.reversed()) where one != other {
      return one.lexicographicallyPrecedes(other)
    }
    return left.labelCount < right.labelCount
  }
}
