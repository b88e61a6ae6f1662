/// What is remembered of one domain's mail from one client. Times are seconds since 1970-01-01T00:00:00Z, as exact as
/// an hour.
public struct Past: Sendable, Hashable {
  /// When the client was seen first for the domain; nil if it never was.
  public var clientSeen: Int64?
  /// When anything of the domain was seen first.
  public var domainSeen: Int64?
  /// When the client passed first, and last; nil if it never has.
  public var passes: ClosedRange<Int64>?
  /// Its messages that were let through without a pass.
  public var served = 0
  /// When each version of the domain's record was seen first, in order.
  public var recordsSeen: [Int64] = []

  /// Nothing.
  public init() {}
}
