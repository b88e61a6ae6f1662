/// What an evaluation spent of its ``Limits``.
public struct Counters: Sendable, Hashable {
  /// Terms that caused DNS queries, of ``Limits/lookups``.
  public var lookups = 0
  /// Void lookups, of ``Limits/voidLookups``.
  public var voidLookups = 0
  /// Questions put to the resolver, answered from a cache or not.
  public var questions = 0

  /// Nothing spent.
  public init() {}
}
