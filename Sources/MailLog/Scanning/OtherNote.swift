internal import SPF

/// What another method found for a message.
struct OtherNote: Sendable {
  var method: OtherMethod
  /// The words of the other methods are among those of SPF.
  var result: SPFResult
  var domain: TextRange

  /// The same with its texts, which stand in `text`.
  func result(in text: Octets) -> OtherResult {
    OtherResult(
      method: method.rawValue, result: result.rawValue, domain: domain.text(in: text)?.field(limit: 255))
  }
}
