/// How many questions name servers are asked at a time.
public struct QueryLimits: Sendable, Hashable {
  /// So many are under way.
  public var atOnce = 4096
  /// So many others wait for their turn. Further ones fail with ``CAresResolver/overloaded``, which makes a check temperror.
  public var inLine = 16_384

  /// The defaults.
  public init() {}
}
