package import SPF

/// What can be read of a master file with mistakes in it, and the mistakes. A file with as many of them as lines
/// is still read in one pass.
package struct MasterFileContent: Sendable {
  /// Every record whose owner and type could be read.
  package var lines: [MasterFileLine] = []
  /// Those of them whose data could be read, too.
  package var data = ZoneData()
  /// What could not be read, in the order of the file; no more than ``mistakeLimit``.
  package var mistakes: [ZoneFileError] = []

  /// Further mistakes are of no use to anybody.
  static let mistakeLimit = 1000
}

extension MasterFileReader {
  /// Reads on behind a mistake. Only a file in which no further entry can be made out, by a quotation mark or a
  /// parenthesis that is not closed, ends there.
  package func content(_ octets: [UInt8], origin: DomainName?) throws(ZoneFileError) -> MasterFileContent {
    var scanner = try scanner(octets)
    var context = Context(origin: origin)
    var content = MasterFileContent()
    while let entry = try scanner.next() {
      do throws(ZoneFileError) {
        if entry.isDirective {
          try directive(entry.words, &context)
          continue
        }
        let line = try line(entry, &context)
        content.lines.append(line)
        try add(line, &context)
      } catch {
        if content.mistakes.count < MasterFileContent.mistakeLimit { content.mistakes.append(error) }
      }
    }
    content.data = context.data
    return content
  }
}
