public import SPF

/// Which names are published in a zone file, and which elsewhere.
public struct ZoneExtent: Sendable {
  private let apexes: Set<DomainName>
  private let owners: Set<DomainName>
  /// Names at which other servers are put in charge (RFC 1034 section 4.2).
  private let cuts: Set<DomainName>

  /// The extent of a file with `data`. Its zones begin at `apexes`: those of its SOA records, unless told otherwise.
  public init(_ data: ZoneData, apexes: Set<DomainName>? = nil) {
    let apexes = apexes ?? Set(data.negativeTTLs.keys)
    self.apexes = apexes
    owners = Set(data.entries.keys)
    cuts = Set(data.entries.filter { $0.value.records[.ns] != nil && !apexes.contains($0.key) }.keys)
  }

  /// Whether the file says where its zones begin. One that does not may be a part of anything.
  public var isKnown: Bool { !apexes.isEmpty }

  /// Whether `name` is published here: below an apex and not below a cut; without an apex, if the file has the name.
  public func holds(_ name: DomainName) -> Bool {
    guard isKnown else { return owners.contains(name) }
    var current: DomainName? = name
    while let above = current {
      if apexes.contains(above) { return true }
      if cuts.contains(above) { return false }
      current = above.parent
    }
    return false
  }
}
