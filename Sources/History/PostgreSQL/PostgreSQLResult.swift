/// What a statement gave.
struct PostgreSQLResult: Sendable {
  /// The rows; null is empty.
  var rows: [[String]]
  /// The rows that a statement has changed.
  var affected: Int

  /// The first value of the first row.
  var value: String? { rows.first?.first }
}
