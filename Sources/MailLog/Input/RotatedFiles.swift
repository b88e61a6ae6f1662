/// The order of rotated logs.
public enum RotatedFiles {
  /// `paths` with the files of one log together, oldest first: `mail.log.2.gz`, `mail.log.1`, `mail.log`, and
  /// `mail.log-20261101`, `mail.log`. Logs stay in the order in which they are first named.
  public static func sorted(_ paths: [String]) -> [String] {
    var order: [String] = []
    var groups: [String: [(age: Int, path: String)]] = [:]
    for path in paths {
      let (base, age) = split(path)
      if groups[base] == nil { order.append(base) }
      groups[base, default: []].append((age, path))
    }
    return order.flatMap { base in
      // A sort of equal ages must not change their order.
      (groups[base] ?? []).enumerated().sorted { left, right in
        (right.element.age, left.offset) < (left.element.age, right.offset)
      }.map(\.element.path)
    }
  }

  /// The log's own name, and how old the file is among its like: 0 for the log itself.
  private static func split(_ path: String) -> (base: String, age: Int) {
    var name = path[...]
    for suffix in [".gz", ".xz", ".bz2", ".zst"] where name.hasSuffix(suffix) {
      name = name.dropLast(suffix.count)
      break
    }
    guard let mark = name.lastIndex(where: { $0 == "." || $0 == "-" }) else { return (String(name), 0) }
    let number = name[name.index(after: mark)...]
    guard !number.isEmpty, number.allSatisfy({ $0.isASCII && $0.isNumber }), let value = Int(number) else {
      return (String(name), 0)
    }
    let base = String(name[..<mark])
    // A date of eight digits or more: the later, the younger.
    if name[mark] == "-" || number.count >= 8 { return (base, max(1, 10_000_000_000_000_000 - value)) }
    return (base, value)
  }
}
