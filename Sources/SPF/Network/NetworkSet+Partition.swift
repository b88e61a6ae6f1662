extension NetworkSet {
  /// A part of a partition.
  public struct Part: Sendable {
    /// The indices of the sets that its addresses are members of, ascending; never empty.
    public let members: [Int]
    /// The addresses.
    public let addresses: NetworkSet
  }

  /// The coarsest partition of the union of `sets` in which all addresses of a part are members of the same of them.
  public static func partition(_ sets: [NetworkSet]) -> [Part] {
    var order: [[Int]] = []
    var spans: [[Int]: (four: [AddressSpans.Span], six: [AddressSpans.Span])] = [:]
    func add(_ members: [Int], _ span: AddressSpans.Span, isIPv4: Bool) {
      if spans[members] == nil { order.append(members) }
      if isIPv4 {
        spans[members, default: ([], [])].four.append(span)
      } else {
        spans[members, default: ([], [])].six.append(span)
      }
    }
    sweep(sets.map(\.ipv4)) { add($0, $1, isIPv4: true) }
    sweep(sets.map(\.ipv6)) { add($0, $1, isIPv4: false) }
    return order.map { members in
      let (four, six) = spans[members] ?? ([], [])
      return Part(
        members: members,
        addresses: NetworkSet(ipv4: AddressSpans(unordered: four), ipv6: AddressSpans(unordered: six)))
    }
  }

  /// Goes through all addresses in ascending order and calls `body` for each span between two borders.
  private static func sweep(_ sets: [AddressSpans], _ body: ([Int], AddressSpans.Span) -> Void) {
    var borders: [(position: UInt128, index: Int, begins: Bool)] = []
    for (index, set) in sets.enumerated() {
      for span in set.spans {
        borders.append((span.lower, index, true))
        // A span that ends with the last address of all has no border there.
        if span.upper < .max { borders.append((span.upper + 1, index, false)) }
      }
    }
    borders.sort { $0.position < $1.position }
    var active: [Int] = []
    var next = 0
    while next < borders.count {
      let position = borders[next].position
      while next < borders.count, borders[next].position == position {
        let border = borders[next]
        if border.begins {
          active.insert(border.index, at: active.firstIndex { $0 > border.index } ?? active.count)
        } else {
          active.removeAll { $0 == border.index }
        }
        next += 1
      }
      guard !active.isEmpty else { continue }
      body(
        active,
        AddressSpans.Span(lower: position, upper: next < borders.count ? borders[next].position - 1 : .max))
    }
  }
}
