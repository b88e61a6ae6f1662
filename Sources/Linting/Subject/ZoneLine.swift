internal import DNS
internal import SPF

/// A record of a zone file with its place.
struct ZoneLine: Sendable {
  let line: MasterFileLine
  let place: FilePlace

  init(_ line: MasterFileLine, file: String) {
    self.line = line
    place = FilePlace(file: file, line: line.typeWord.line, column: line.typeWord.column)
  }

  /// The words of the data as written, with a blank between them.
  var written: [UInt8] {
    Array(
      line.fields.map { $0.isQuoted ? [0x22] + Array($0.text) + [0x22] : Array($0.text) }.joined(separator: [
        0x20
      ]))
  }

  /// A note about all of the data.
  func note(_ message: String, severity: Severity? = nil, fix: Fix? = nil) -> Note {
    let octets = Array(written.prefix(4096))
    return Note(
      message, mark: Mark(octets, 0..<octets.count), severity: severity, fix: fix, place: place,
      name: line.owner.description)
  }
}
