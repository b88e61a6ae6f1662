internal import SPF

extension DNSAnswer {
  /// The SPF records among the TXT records, in an order that does not depend on who answered.
  var sortedSPFRecords: [[UInt8]] {
    guard case .texts(let list) = records else { return [] }
    return list.map(\.joined).filter(SPFRecord.hasVersion).sorted { $0.lexicographicallyPrecedes($1) }
  }
}
