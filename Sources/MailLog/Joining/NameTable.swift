/// Names with their numbers, found by their octets without making a String of each.
struct NameTable {
  private(set) var names: [String] = []
  private(set) var counts: [Int] = []
  private(set) var overflow = 0
  private var indices: [[UInt8]: UInt32] = [:]
  private let limit: Int
  // A log has many lines of the same name in a row.
  private var last: [UInt8] = []
  private var lastIndex = 0

  init(limit: Int) { self.limit = limit }

  /// The name of an index.
  func name(_ index: UInt32) -> String? { index == 0 ? nil : names[Int(index) - 1] }

  /// Counts the name of an index once more.
  mutating func count(again index: UInt32) { counts[Int(index) - 1] += 1 }

  /// Counts a name, compared without case if `folded`; gives its index from 1, 0 for all that found no room.
  @discardableResult
  mutating func count(_ name: Octets, folded: Bool = false, by amount: Int = 1) -> UInt32 {
    if !last.isEmpty, last.withOctets({ $0 == name }) {
      counts[lastIndex] += amount
      return UInt32(lastIndex + 1)
    }
    let key = name.prefix(255).array
    if let index = indices[key] {
      counts[Int(index)] += amount
      last = key
      lastIndex = Int(index)
      return index + 1
    }
    guard names.count < limit, indices.count < limit * 2 else {
      overflow += amount
      return 0
    }
    let text = folded ? name.prefix(255).text.lowercased() : name.prefix(255).text
    // The same name in other letters has another key.
    let index = (folded ? names.firstIndex(of: text) : nil) ?? names.count
    if index == names.count {
      names.append(text)
      counts.append(0)
    }
    counts[index] += amount
    indices[key] = UInt32(index)
    return UInt32(index + 1)
  }

  var tally: [String: Int] { Dictionary(zip(names, counts), uniquingKeysWith: +) }
}
