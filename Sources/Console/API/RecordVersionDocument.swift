internal import History
internal import Reporting

/// A version of a record, for a program.
struct RecordVersionDocument: Encodable, Sendable {
  let text: String
  let ttl: UInt32
  let firstSeen: String
  let lastSeen: String

  init(_ version: RecordVersion) {
    text = version.text
    ttl = version.ttl
    firstSeen = CivilTime(version.firstSeen).machine
    lastSeen = CivilTime(version.lastSeen).machine
  }
}
