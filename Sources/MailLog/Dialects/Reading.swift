internal import SPF

/// What a parser makes of a line of its program.
enum Reading {
  /// It states an outcome.
  case statement(Statement)
  /// What another method found for a message.
  case other(queueID: Octets, OtherMethod, SPFResult, domain: Octets?)
  /// It is understood and states none.
  case nothing
  /// It is not understood.
  case unknown
}
