internal import SPF

/// What the sums of both databases count, as SQL about a row of observations.
struct Rollup {
  /// What the row is called.
  let row: String

  /// Whether SPF did not let the messages pass. Where no record forbids anything it is the reason only if MAIL FROM was
  /// refused: a HELO name without a record is nothing unusual.
  var troubled: String {
    """
    (\(row).result IN ('fail', 'softfail', 'permerror', 'temperror') OR \(row).result IN ('none', 'neutral') \
    AND \(row).identity = 'mailfrom' AND \(row).action IN ('rejected', 'deferred'))
    """
  }

  /// Whether they were refused besides.
  var refused: String { "(\(row).action IN ('rejected', 'deferred') AND \(troubled))" }

  /// The bit of the result, as ``ResultSet`` has it.
  var mask: String {
    let cases = SPFResult.allCases.map { "WHEN '\($0.rawValue)' THEN \(ResultSet([$0]).rawValue)" }
    return "CASE \(row).result \(cases.joined(separator: " ")) ELSE 0 END"
  }
}
