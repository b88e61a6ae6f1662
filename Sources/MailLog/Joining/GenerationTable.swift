/// A dictionary with a bound: when the young half is full the old one is dropped, so that what was neither
/// written nor promoted for long is forgotten, in constant time.
struct GenerationTable<Key: Hashable, Value> {
  private var young: [Key: Value] = [:]
  private var old: [Key: Value] = [:]
  private let limit: Int

  /// At most `limit` entries.
  init(limit: Int) { self.limit = max(1, limit / 2) }

  var isEmpty: Bool { young.isEmpty && old.isEmpty }

  subscript(key: Key) -> Value? {
    if let value = young[key] { return value }
    return old.isEmpty ? nil : old[key]
  }

  /// The value, which is kept for another generation by being asked for.
  mutating func find(_ key: Key) -> Value? {
    if let value = young[key] { return value }
    guard !old.isEmpty, let value = old.removeValue(forKey: key) else { return nil }
    set(key, value)
    return value
  }

  mutating func set(_ key: Key, _ value: Value) {
    if young.updateValue(value, forKey: key) == nil, young.count >= limit {
      old = young
      young = [:]
    }
  }

  @discardableResult
  mutating func take(_ key: Key) -> Value? {
    let older = old.isEmpty ? nil : old.removeValue(forKey: key)
    return young.removeValue(forKey: key) ?? older
  }

  mutating func removeAll() {
    young = [:]
    old = [:]
  }
}
