/// What the TXT records of a name hold for SPF: selection (RFC 7208 section 4.5) and the check of the whole
/// record's syntax (section 4.6).
public enum RecordSelection: Sendable {
  /// No record begins with the version section.
  case none
  /// One record, well formed.
  case record(SPFRecord)
  /// One record, with a syntax error; the octets of the record with it.
  case invalid(RecordSyntaxError, text: [UInt8])
  /// More than one record.
  case several(count: Int)

  /// Selects and parses.
  public init(_ texts: [TextRecord]) {
    var chosen: [UInt8]?
    var count = 0
    for text in texts {
      // Most TXT records are not SPF; their first string tells.
      let joined = text.joined
      guard SPFRecord.hasVersion(joined) else { continue }
      chosen = joined
      count += 1
    }
    guard count <= 1 else {
      self = .several(count: count)
      return
    }
    guard let chosen else {
      self = .none
      return
    }
    do throws(RecordSyntaxError) {
      self = .record(try SPFRecord(chosen))
    } catch {
      self = .invalid(error, text: chosen)
    }
  }
}
