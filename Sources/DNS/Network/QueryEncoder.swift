internal import SPF

/// Writes queries (RFC 1035 section 4). The name goes from wire form to wire form, so that no octet in a
/// label is taken for syntax.
enum QueryEncoder {
  /// A query with recursion desired, the AD bit (RFC 6840 section 5.7: the AD bit of the response is
  /// wanted) and an OPT record (RFC 6891) that offers to take `payloadSize` octets over UDP; without that
  /// record if it is nil. With `wantsSignatures` that record has the DO bit (RFC 3225).
  static func query(
    _ question: DNSQuestion, id: UInt16, payloadSize: UInt16?, wantsSignatures: Bool = false
  ) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(question.name.wire.count + 28)
    for value in [id, 0x0120, 1, 0, 0, payloadSize == nil ? 0 : 1] as [UInt16] { append(value, to: &out) }
    out.append(contentsOf: question.name.wire)
    out.append(0)
    append(question.type.rawValue, to: &out)
    append(1, to: &out)
    guard let payloadSize else { return out }
    out.append(0)
    for value in [41, payloadSize, 0, wantsSignatures ? 0x8000 : 0, 0] as [UInt16] { append(value, to: &out) }
    return out
  }

  private static func append(_ value: UInt16, to out: inout [UInt8]) {
    out.append(UInt8(value >> 8))
    out.append(UInt8(truncatingIfNeeded: value))
  }
}
