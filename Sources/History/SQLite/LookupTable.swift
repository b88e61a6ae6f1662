internal import GRDB

/// A table of texts that are kept once, with the last hour each was used in.
///
/// Numbers that were found are remembered. One that is known from an hour is good for that hour: nobody removes a text
/// that was used in it.
struct LookupTable {
  private let find: Statement
  private let insert: Statement
  private let touch: Statement
  /// The numbers found.
  private(set) var known: [String: KnownText]

  init(_ table: String, known: [String: KnownText], _ database: Database) throws {
    self.known = known
    find = try database.cachedStatement(sql: "SELECT id, hour FROM \(table) WHERE text = ?")
    insert = try database.cachedStatement(
      sql: "INSERT INTO \(table) (text, hour) VALUES (?, ?) RETURNING id")
    touch = try database.cachedStatement(sql: "UPDATE \(table) SET hour = ? WHERE id = ?")
  }

  /// The number of `text`, used in `hour`.
  mutating func id(of text: String, hour: Int) throws -> Int64 {
    if let entry = known[text], entry.hour >= hour { return entry.id }
    var entry: KnownText
    if let found = try Row.fetchOne(find, arguments: [text]) {
      entry = KnownText(id: found[0], hour: found[1])
    } else {
      entry = KnownText(id: try Int64.fetchOne(insert, arguments: [text, hour]) ?? 0, hour: hour)
    }
    if entry.hour < hour {
      try touch.execute(arguments: [hour, entry.id])
      entry.hour = hour
    }
    if known.count < KnownTexts.most || known[text] != nil { known[text] = entry }
    return entry.id
  }
}
