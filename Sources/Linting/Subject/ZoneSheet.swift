public import DNS
public import SPF

/// A zone file as written, mistakes included.
public struct ZoneSheet: Sendable {
  let file: String
  let origin: DomainName
  let content: MasterFileContent
  let lines: [ZoneLine]
  private let owners: Set<DomainName>

  /// Reads the octets of a file. Names are relative to `origin` until `$ORIGIN` says otherwise.
  public init(_ octets: [UInt8], file: String, origin: DomainName) throws(ZoneFileError) {
    let reader = MasterFileReader(file: file)
    content = try reader.content(octets, origin: origin == .root ? nil : origin)
    self.file = file
    self.origin = origin
    lines = content.lines.map { ZoneLine($0, file: file) }
    owners = Set(content.lines.map(\.owner))
  }

  /// The apex: the owner of the SOA record.
  var apex: DomainName? { lines.first { $0.line.type == "SOA" }?.line.owner }

  /// Names with a record that is or resembles SPF, in the order of the file, and the apex.
  var names: [DomainName] {
    var seen: Set<DomainName> = []
    var out: [DomainName] = []
    if let apex, seen.insert(apex).inserted { out.append(apex) }
    for line in lines where line.line.type == "TXT" {
      guard Resemblance(Array(text(line).joined.prefix(64))) != nil else { continue }
      if seen.insert(line.line.owner).inserted { out.append(line.line.owner) }
    }
    return out
  }

  /// Whether the file is where `name` is published.
  func holds(_ name: DomainName) -> Bool {
    if let apex { return name.isEqualToOrSubdomain(of: apex) }
    return owners.contains(name)
  }

  /// The strings of a TXT record, however long.
  func text(_ line: ZoneLine) -> TextRecord {
    let reader = MasterFileReader(file: file)
    return TextRecord(strings: line.line.fields.map { (try? reader.unescaped($0)) ?? Array($0.text) })
  }

  /// The TXT records at each name, with the place of each octet.
  var textsByName: [DomainName: [PublishedText]] {
    var out: [DomainName: [PublishedText]] = [:]
    for line in lines where line.line.type == "TXT" {
      let record = text(line)
      var starts: [(offset: Int, line: Int, column: Int)] = []
      var offset = 0
      for (string, word) in zip(record.strings, line.line.fields) {
        starts.append((offset, word.line, word.column + (word.isQuoted ? 1 : 0)))
        offset += string.count
      }
      let file = self.file
      let places = starts
      out[line.line.owner, default: []].append(
        PublishedText(
          record, isUnquoted: line.line.fields.count > 1 && line.line.fields.allSatisfy { !$0.isQuoted }
        ) { octet in
          guard let start = places.last(where: { $0.offset <= octet }) else { return nil }
          return FilePlace(file: file, line: start.line, column: start.column + octet - start.offset)
        })
    }
    return out
  }
}
