public import SPF

/// The name servers of a zone as it names them itself, and those to which others are sent.
public struct NameServerSets: Sendable, Hashable {
  /// In the zone file, or as the servers of the zone say.
  public let zone: Set<DomainName>
  /// In DNS for a file; in the zone above otherwise.
  public let world: Set<DomainName>

  /// Both sets.
  public init(zone: Set<DomainName>, world: Set<DomainName>) {
    self.zone = zone
    self.world = world
  }
}
