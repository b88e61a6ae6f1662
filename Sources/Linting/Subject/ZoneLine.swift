internal import DNS
internal import SPF

/// A record of a zone file with its place.
struct ZoneLine: Sendable {
  let line: MasterFileLine
  /// The text of a record of type TXT or SPF, its strings however long; nil for other types.
  let text: PublishedText?
  private let file: FileText

  init(_ line: MasterFileLine, in file: FileText) {
    self.line = line
    self.file = file
    guard ["TXT", "SPF"].contains(line.type) else {
      text = nil
      return
    }
    let reader = MasterFileReader(file: file.name)
    let fields = line.fields
    let strings = fields.map { (try? reader.unescaped($0)) ?? Array($0.text) }
    text = PublishedText(
      TextRecord(strings: strings), isUnquoted: fields.count > 1 && fields.allSatisfy { !$0.isQuoted },
      place: WrittenText(zip(fields, strings).map { ($0, $1.count) }, in: file).place)
  }

  /// The text of a TXT record; nil for other types, the obsolete one too.
  var publishedText: PublishedText? { line.type == "TXT" ? text : nil }

  /// The words of the data as written, with a blank between them.
  var written: [UInt8] {
    Array(
      line.fields.map { $0.isQuoted ? [0x22] + Array($0.text) + [0x22] : Array($0.text) }.joined(separator: [
        0x20
      ]))
  }

  /// The place of the data; of the type if there are none.
  private var place: Range<FilePlace> {
    let first = line.fields.first ?? line.typeWord
    let last = line.fields.last ?? line.typeWord
    return file.place(
      line: first.line, column: first.column)..<file.place(
        line: last.line, column: last.column + last.text.count + (last.isQuoted ? 2 : 0))
  }

  /// A note about all of the data.
  func note(_ message: String, severity: Severity? = nil, fix: Fix? = nil) -> Note {
    let octets = Array(written.prefix(4096))
    return Note(
      message, mark: Mark(octets, 0..<octets.count), severity: severity, fix: fix, place: place,
      name: line.owner.description)
  }
}
