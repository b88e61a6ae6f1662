internal import Reporting
internal import SPF

/// What values a key has: how they are read, and how they are written.
///
/// All sources give text: YAML scalars are not resolved to types, so that `No`, `0660` and `192.0.2.1` mean the same in
/// a file, in the environment and on the command line.
struct SettingKind<Value: Sendable>: Sendable {
  /// The values, in words for people.
  let words: String
  /// Whether a list is wanted; otherwise there is one item.
  let isList: Bool
  /// The value of the items, or what is wrong with them.
  let read: @Sendable ([String]) throws(SettingMismatch) -> Value
  /// The items of a value; none for one that is not set.
  let write: @Sendable (Value) -> [String]

  init(
    _ words: String, isList: Bool = false,
    read: @escaping @Sendable ([String]) throws(SettingMismatch) -> Value,
    write: @escaping @Sendable (Value) -> [String]
  ) {
    self.words = words
    self.isList = isList
    self.read = read
    self.write = write
  }

  /// One item.
  static func one(
    _ words: String, read: @escaping @Sendable (String) throws(SettingMismatch) -> Value,
    write: @escaping @Sendable (Value) -> String
  ) -> SettingKind {
    SettingKind(
      words, read: { items throws(SettingMismatch) in try read(items.first ?? "") }, write: { [write($0)] })
  }

  /// A value that need not be given.
  static func optional<Wrapped: Sendable>(_ kind: SettingKind<Wrapped>) -> SettingKind
  where Value == Wrapped? {
    SettingKind(
      kind.words, isList: kind.isList,
      read: { items throws(SettingMismatch) in items == [""] ? nil : try kind.read(items) },
      write: { $0.map(kind.write) ?? [] })
  }

  /// A list of items, of which there may be `limit`.
  static func list<Item: Sendable>(
    _ words: String, limit: Int = 10_000, read: @escaping @Sendable (String) throws(SettingMismatch) -> Item,
    write: @escaping @Sendable (Item) -> String
  ) -> SettingKind where Value == [Item] {
    SettingKind(
      words, isList: true,
      read: { items throws(SettingMismatch) in
        guard items.count <= limit else {
          throw SettingMismatch(
            item: limit, message: "more than \(limit) items", remedy: "Leave some out.")
        }
        var values: [Item] = []
        for (index, item) in items.enumerated() {
          do throws(SettingMismatch) {
            values.append(try read(item))
          } catch {
            throw SettingMismatch(item: index, message: error.message, remedy: error.remedy)
          }
        }
        return values
      }, write: { $0.map(write) })
  }

  /// The error that a word is not what was expected.
  static func mismatch(_ text: String, expected: String, _ remedy: String) -> SettingMismatch {
    SettingMismatch(
      message: text.isEmpty ? "no value; expected \(expected)" : "\"\(text)\" is not \(expected)",
      remedy: remedy)
  }
}
