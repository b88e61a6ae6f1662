internal import DNS
public import SPF

/// Where a record comes from: one side of `spf diff`.
public enum RecordSource: Sendable, Hashable {
  /// What DNS says about a domain.
  case domain(DomainName)
  /// The text of a record.
  case text(SPFRecord)
  /// A zone file, and the domain in it; the domain is also the origin until the file sets one.
  case zone(file: String, domain: DomainName)
  /// A snapshot that was saved earlier.
  case snapshot(file: String)

  /// Reads what was given on the command line.
  public init(_ given: String) throws(SourceError) {
    if SPFRecord.hasVersion(Array(given.utf8)) {
      do throws(RecordSyntaxError) {
        self = .text(try SPFRecord(given))
      } catch {
        throw SourceError(given: given, message: "\(error)", remedy: error.remedy)
      }
      return
    }
    if let hash = given.lastIndex(of: "#") {
      guard let domain = Self.domain(given[given.index(after: hash)...]), hash > given.startIndex else {
        throw SourceError(
          given: given, message: "no domain stands after the #",
          remedy: "Write, for instance, example.zone#example.com.")
      }
      self = .zone(file: String(given[..<hash]), domain: domain)
      return
    }
    if given.hasSuffix(".json") {
      self = .snapshot(file: given)
      return
    }
    guard let domain = Self.domain(given[...]) else {
      throw SourceError(
        given: given, message: "this is no domain, record, zone file or snapshot",
        remedy: "Write example.com, \"v=spf1 …\", example.zone#example.com or saved.json.")
    }
    self = .domain(domain)
  }

  /// The domain, where the source has one.
  public var domain: DomainName? {
    switch self {
    case .domain(let domain), .zone(_, let domain): domain
    case .text, .snapshot: nil
    }
  }

  /// Makes the source ready to be asked. Whatever it does not hold is asked of `base`; a record's text stands at
  /// `domain`.
  public func opened(over base: any Resolver, domain other: DomainName?) throws -> OpenedSource {
    switch self {
    case .domain(let domain): return OpenedSource(domain: domain, label: "\(domain)", resolver: base)
    case .text(let record):
      guard let domain = other ?? Self.placeless(record) else {
        throw SourceError(
          given: record.description, message: "it has terms that depend on the domain where it stands",
          remedy: "Name the domain with --domain.")
      }
      return OpenedSource(
        domain: domain, label: record.description,
        resolver: RecordOverlay(base: base, domain: domain, record: record.description))
    case .zone(let file, let domain):
      let octets = try SourceError.reading(.file) { () throws(ZoneFileError) in try BoundedFile.read(file) }
      let data = try SourceError.reading(.content) { () throws(ZoneFileError) in
        try MasterFileReader(file: file).zoneData(octets, origin: domain)
      }
      // The zone begins where the file has its SOA record; without one, at `domain`.
      let extent = ZoneExtent(data, apexes: data.negativeTTLs.isEmpty ? [domain] : nil)
      return OpenedSource(
        domain: domain, label: "\(file)#\(domain)",
        resolver: ZoneFilesResolver(data, extents: [extent], world: base))
    case .snapshot(let file):
      let snapshot = try Snapshot.read(file)
      return OpenedSource(
        domain: snapshot.domain, label: file, resolver: SnapshotResolver(snapshot))
    }
  }

  private static func domain(_ text: Substring) -> DomainName? { Identity.helo(text).domain }

  /// A name for a record that means the same everywhere; nil if it does not.
  private static func placeless(_ record: SPFRecord) -> DomainName? {
    let depends = record.terms.contains { term in
      switch term.content {
      case .directive(let directive):
        guard let spec = directive.mechanism.domainSpec else {
          return directive.mechanism.causesLookup
        }
        return spec.macroString.contains(anyOf: [.domain, .senderDomain])
      case .modifier(.redirect(let spec)):
        return spec.macroString.contains(anyOf: [.domain, .senderDomain])
      case .modifier: return false
      }
    }
    return depends ? nil : DomainName("record.invalid")
  }
}
