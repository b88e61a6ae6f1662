/// The time and the host that lines in a row have in common.
struct HeadNote: Sendable {
  enum Time: Sendable, Equatable {
    /// It is as the line says.
    case known(LogTime)
    /// The year is not told.
    case date(CivilDate)
  }

  var time: Time
  var host: TextRange
  /// How many lines have it.
  var lines = 0
}
