/// When a DNSSEC signature is valid (RFC 4034 section 3.1.5): seconds since 1970-01-01T00:00:00Z modulo 2^32.
public struct SignaturePeriod: Sendable, Hashable {
  /// From when.
  public var inception: UInt32
  /// Until when.
  public var expiration: UInt32

  /// A period.
  public init(inception: UInt32, expiration: UInt32) {
    self.inception = inception
    self.expiration = expiration
  }

  /// Seconds for which it is valid altogether.
  public var length: UInt32 { expiration &- inception }

  /// Seconds that are left at `time`, in seconds since 1970-01-01T00:00:00Z; negative when it is over (RFC 1982).
  public func left(at time: Int64) -> Int32 {
    Int32(truncatingIfNeeded: expiration &- UInt32(truncatingIfNeeded: time))
  }
}
