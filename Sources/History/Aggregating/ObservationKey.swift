internal import SPF

/// All of an observation but its count, packed: one allocation for each message, compared and hashed as octets.
///
/// Four octets of hour, one each of identity, result, action and family, sixteen of address, one each for the lengths
/// of domain and HELO name, then these and the reverse name, letters made small.
struct ObservationKey: Hashable, Sendable {
  private static let headerLength = 26
  private let octets: [UInt8]

  /// The key of a sighting within `hour`; `network` is its client, masked.
  init(_ sighting: Sighting, hour: UInt32, network: IPAddress) {
    let domain = sighting.domain.prefix(HistoryText.longestName)
    let helo = sighting.helo.prefix(HistoryText.longestName)
    let name = sighting.reverseName.prefix(HistoryText.longestName)
    let count = Self.headerLength + domain.count + helo.count + name.count
    octets = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      for index in 0..<4 { unsafe buffer[index] = UInt8(truncatingIfNeeded: hour >> UInt32(8 * index)) }
      unsafe buffer[4] = sighting.scope == .helo ? 0 : 1
      unsafe buffer[5] = Self.code(sighting.result)
      unsafe buffer[6] = Self.code(sighting.action)
      unsafe buffer[7] = network.family == .ipv4 ? 4 : 6
      for index in 0..<8 {
        unsafe buffer[8 + index] = UInt8(truncatingIfNeeded: network.high >> UInt64(8 * index))
        unsafe buffer[16 + index] = UInt8(truncatingIfNeeded: network.low >> UInt64(8 * index))
      }
      unsafe buffer[24] = UInt8(domain.count)
      unsafe buffer[25] = UInt8(helo.count)
      var end = Self.headerLength
      for part in [domain, helo, name] {
        for octet in part {
          unsafe buffer[end] = octet &- 0x41 < 26 ? octet | 0x20 : octet
          end += 1
        }
      }
      initialized = end
    }
  }

  static func == (left: ObservationKey, right: ObservationKey) -> Bool { left.octets == right.octets }

  func hash(into hasher: inout Hasher) {
    unsafe octets.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
  }

  /// The octets it takes.
  var size: Int { octets.count }

  /// The observation; nil if the domain is none, as for a HELO name that is a bare word.
  func observation(count: Int, widths: NetworkWidths) -> Observation? {
    let domainEnd = Self.headerLength + Int(octets[24])
    let heloEnd = domainEnd + Int(octets[25])
    guard let domain = HistoryText.domain(octets[Self.headerLength..<domainEnd]) else { return nil }
    func number(_ range: Range<Int>) -> UInt64 {
      range.reversed().reduce(0) { $0 << 8 | UInt64(octets[$1]) }
    }
    let address =
      octets[7] == 4
      ? IPAddress(ipv4: UInt32(truncatingIfNeeded: number(16..<24)))
      : IPAddress(ipv6High: number(8..<16), low: number(16..<24))
    return Observation(
      hour: Int(number(0..<4)), domain: domain, scope: octets[4] == 0 ? .helo : .mailFrom,
      network: widths.network(of: address), helo: HistoryText.name(octets[domainEnd..<heloEnd]),
      reverseName: HistoryText.name(octets[heloEnd...]), result: SPFResult.allCases[Int(octets[5])],
      action: ObservedAction.allCases[Int(octets[6])], count: count)
  }

  private static func code(_ result: SPFResult) -> UInt8 {
    switch result {
    case .none: 0
    case .neutral: 1
    case .pass: 2
    case .fail: 3
    case .softfail: 4
    case .temperror: 5
    case .permerror: 6
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
