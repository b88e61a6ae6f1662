/// Does many things at once, but not all of them.
public enum Gathering {
  /// `body` of each of `keys`, in their order; `width` of them at a time.
  public static func values<Key: Sendable, Value: Sendable>(
    of keys: [Key], width: Int, _ body: @escaping @Sendable (Key) async -> Value
  ) async -> [Value] {
    await withTaskGroup(of: (Int, Value).self) { group in
      var next = 0
      func add(_ group: inout TaskGroup<(Int, Value)>) {
        guard next < keys.count else { return }
        let (index, key) = (next, keys[next])
        next += 1
        group.addTask { (index, await body(key)) }
      }
      for _ in 0..<width { add(&group) }
      var found: [Value?] = Array(repeating: nil, count: keys.count)
      while let (index, value) = await group.next() {
        found[index] = value
        add(&group)
      }
      return found.compactMap { $0 }
    }
  }
}
