internal import GRDB

/// A table of texts that are kept once, with the last hour each was used in.
struct LookupTable {
  private let find: Statement
  private let insert: Statement
  private let touch: Statement
  private var known: [String: (id: Int64, hour: Int)] = [:]

  init(_ table: String, _ database: Database) throws {
    find = try database.cachedStatement(sql: "SELECT id, hour FROM \(table) WHERE text = ?")
    insert = try database.cachedStatement(
      sql: "INSERT INTO \(table) (text, hour) VALUES (?, ?) RETURNING id")
    touch = try database.cachedStatement(sql: "UPDATE \(table) SET hour = ? WHERE id = ?")
  }

  /// The number of `text`, used in `hour`.
  mutating func id(of text: String, hour: Int) throws -> Int64 {
    if let entry = known[text], entry.hour >= hour { return entry.id }
    var entry: (id: Int64, hour: Int)
    if let found = try Row.fetchOne(find, arguments: [text]) {
      entry = (found[0], found[1])
    } else {
      entry = (try Int64.fetchOne(insert, arguments: [text, hour]) ?? 0, hour)
    }
    if entry.hour < hour {
      try touch.execute(arguments: [hour, entry.id])
      entry.hour = hour
    }
    known[text] = entry
    return entry.id
  }
}
