internal import SPF

/// How often names were counted, for one line however many there are.
public struct NameCounts: Sendable, Hashable {
  /// A name and its number.
  public struct Item: Sendable, Hashable {
    /// The name, made safe to show.
    public let name: String
    /// How often it was counted.
    public let count: Int
  }

  /// So many names are told.
  public static let mostItems = 20

  /// The names counted most often, no more than ``mostItems``.
  public let items: [Item]
  /// The number of different names that are known.
  public let names: Int
  /// The sum of all, also of those without a name.
  public let total: Int

  /// The `counts` of names, and the sum of all, of which not all need have one.
  init(_ counts: [String: Int], total: Int? = nil) {
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    items = sorted.prefix(Self.mostItems).map { Item(name: Printable.text($0.key), count: $0.value) }
    names = counts.count
    let sum = counts.values.reduce(0, +)
    self.total = max(sum, total ?? sum)
  }
}
