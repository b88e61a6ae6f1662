internal import SPF

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A message and its hour as octets, which are compared and hashed as a whole: no text, and no memory of its own, on the
/// way of a message.
///
/// Four octets of hour, one each of the HELO result, the MAIL FROM result, the action and the family, sixteen of the
/// network, one each for the lengths of domain and HELO name; then these and the reverse name, letters made small.
enum PackedSighting {
  private static let headerLength = 26
  /// The most octets that one has.
  static let longest = headerLength + 3 * HistoryText.longestName

  /// Writes a message to `buffer`, which has room for ``longest``, and gives the number of octets. `network` is its
  /// client, masked.
  @inline(__always)
  static func write(
    _ sighting: Sighting, hour: UInt32, network: IPAddress, to buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    unsafe buffer.storeBytes(of: hour.littleEndian, toByteOffset: 0, as: UInt32.self)
    unsafe buffer[4] = code(sighting.heloResult)
    unsafe buffer[5] = code(sighting.mailFromResult)
    unsafe buffer[6] = code(sighting.action)
    unsafe buffer[7] = network.family == .ipv4 ? 4 : 6
    unsafe buffer.storeBytes(of: network.high.littleEndian, toByteOffset: 8, as: UInt64.self)
    unsafe buffer.storeBytes(of: network.low.littleEndian, toByteOffset: 16, as: UInt64.self)
    let domainEnd = unsafe copy(sighting.domain, to: buffer, at: headerLength)
    let heloEnd = unsafe copy(sighting.helo, to: buffer, at: domainEnd)
    unsafe buffer[24] = UInt8(truncatingIfNeeded: domainEnd - headerLength)
    unsafe buffer[25] = UInt8(truncatingIfNeeded: heloEnd - domainEnd)
    return unsafe copy(sighting.reverseName, to: buffer, at: heloEnd)
  }

  /// Copies a name, cut and with small letters; gives its end.
  @inline(__always)
  private static func copy(
    _ name: ArraySlice<UInt8>, to buffer: UnsafeMutableRawBufferPointer, at start: Int
  ) -> Int {
    unsafe name.withUnsafeBufferPointer { octets in
      let count = min(octets.count, HistoryText.longestName)
      for index in 0..<count {
        let octet = unsafe octets[index]
        unsafe buffer[start + index] = octet &- 0x41 < 26 ? octet | 0x20 : octet
      }
      return start + count
    }
  }

  /// Whether the names of one come before those of another.
  static func precedes(_ packed: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool {
    let names = packed.dropFirst(headerLength)
    let others = other.dropFirst(headerLength)
    return unsafe names.withUnsafeBytes { names in
      unsafe others.withUnsafeBytes { others in
        guard let first = names.baseAddress, let second = others.baseAddress else {
          return names.count < others.count
        }
        let order = unsafe memcmp(first, second, min(names.count, others.count))
        return order != 0 ? order < 0 : names.count < others.count
      }
    }
  }

  /// The observations of a message, without their counts: none of an identity whose domain is none, as with a HELO name
  /// that is a bare word.
  static func observations(_ packed: ArraySlice<UInt8>, widths: NetworkWidths) -> [Observation] {
    let octets = Array(packed)
    let domainEnd = headerLength + Int(octets[24])
    let heloEnd = domainEnd + Int(octets[25])
    func number(_ range: Range<Int>) -> UInt64 {
      range.reversed().reduce(0) { $0 << 8 | UInt64(octets[$1]) }
    }
    let address =
      octets[7] == 4
      ? IPAddress(ipv4: UInt32(truncatingIfNeeded: number(16..<24)))
      : IPAddress(ipv6High: number(8..<16), low: number(16..<24))
    let domain = octets[headerLength..<domainEnd]
    let helo = octets[domainEnd..<heloEnd]
    let network = widths.network(of: address)
    let heloName = HistoryText.name(helo)
    let reverseName = HistoryText.name(octets[heloEnd...])
    func observation(_ scope: Identity.Scope, _ name: ArraySlice<UInt8>, _ code: UInt8) -> Observation? {
      guard code < SPFResult.allCases.count, let domain = HistoryText.domain(name) else { return nil }
      return Observation(
        hour: Int(number(0..<4)), domain: domain, scope: scope, network: network, helo: heloName,
        reverseName: reverseName, result: SPFResult.allCases[Int(code)],
        action: ObservedAction.allCases[Int(octets[6])], count: 0)
    }
    return [observation(.helo, helo, octets[4]), observation(.mailFrom, domain, octets[5])].compactMap(\.self)
  }

  private static func code(_ result: SPFResult?) -> UInt8 {
    switch result {
    case SPFResult.none?: 0
    case .neutral?: 1
    case .pass?: 2
    case .fail?: 3
    case .softfail?: 4
    case .temperror?: 5
    case .permerror?: 6
    case nil: 7
    }
  }

  private static func code(_ action: ObservedAction) -> UInt8 {
    switch action {
    case .accepted: 0
    case .withheld: 1
    case .deferred: 2
    case .rejected: 3
    }
  }
}
