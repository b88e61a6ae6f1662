public import DNS
public import SPF

/// A zone file as written, mistakes included.
public struct ZoneSheet: Sendable {
  /// What was read.
  let source: FileText
  let origin: DomainName
  let content: MasterFileContent
  let lines: [ZoneLine]
  private let owners: Set<DomainName>

  /// Reads the octets of a file. Names are relative to `origin` until `$ORIGIN` says otherwise.
  public init(_ octets: [UInt8], file: String, origin: DomainName) throws(ZoneFileError) {
    let reader = MasterFileReader(file: file)
    content = try reader.content(octets, origin: origin == .root ? nil : origin)
    let source = FileText(name: file, octets)
    self.source = source
    self.origin = origin
    lines = content.lines.map { ZoneLine($0, in: source) }
    owners = Set(content.lines.map(\.owner))
  }

  /// The file as it was named.
  var file: String { source.name }

  /// The apex: the owner of the SOA record.
  var apex: DomainName? { lines.first { $0.line.type == "SOA" }?.line.owner }

  /// Names with a record that is or resembles SPF, in the order of the file, and the apex.
  var names: [DomainName] {
    var seen: Set<DomainName> = []
    var out: [DomainName] = []
    if let apex, seen.insert(apex).inserted { out.append(apex) }
    for line in lines where line.publishedText?.resemblesSPF == true && seen.insert(line.line.owner).inserted
    {
      out.append(line.line.owner)
    }
    return out
  }

  /// Whether the file is where `name` is published.
  func holds(_ name: DomainName) -> Bool {
    if let apex { return name.isEqualToOrSubdomain(of: apex) }
    return owners.contains(name)
  }

  /// The mistakes of a kind.
  func mistakes(_ kind: ZoneFileError.Kind) -> [ZoneFileError] { content.mistakes.filter { $0.kind == kind } }

  /// Where a mistake is.
  func place(of mistake: ZoneFileError) -> Range<FilePlace> {
    let place = source.place(line: mistake.line ?? 1, column: mistake.column ?? 1)
    return place..<place
  }

  /// The TXT records at each name, with the place of each octet.
  var textsByName: [DomainName: [PublishedText]] {
    var out: [DomainName: [PublishedText]] = [:]
    for line in lines {
      if let text = line.publishedText { out[line.line.owner, default: []].append(text) }
    }
    return out
  }
}
