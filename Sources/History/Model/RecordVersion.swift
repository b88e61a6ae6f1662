/// A record as it was published for a time.
///
/// A text that is published again later is the same version: its time spans the one between.
public struct RecordVersion: Sendable, Hashable {
  /// The domain that published it.
  public var domain: String
  /// The record, made safe by ``HistoryText``. Several records at once (RFC 7208 section 4.5) are sorted, one per line.
  public var text: String
  /// The greatest TTL it was received with, in seconds.
  public var ttl: UInt32
  /// When DNS gave it first, seconds since 1970-01-01T00:00:00Z.
  public var firstSeen: Int64
  /// When DNS gave it last.
  public var lastSeen: Int64

  /// A version.
  public init(domain: String, text: String, ttl: UInt32, firstSeen: Int64, lastSeen: Int64) {
    self.domain = domain
    self.text = text
    self.ttl = ttl
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
  }

  /// The digest by which versions of a domain are told apart: FNV-1a of 64 bits over the text.
  var digest: Int64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for octet in text.utf8 { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01b3 }
    return Int64(bitPattern: hash)
  }

  /// Both sightings of one text as one.
  func merged(with other: RecordVersion) -> RecordVersion {
    var merged = self
    merged.ttl = max(ttl, other.ttl)
    merged.firstSeen = min(firstSeen, other.firstSeen)
    merged.lastSeen = max(lastSeen, other.lastSeen)
    return merged
  }
}
