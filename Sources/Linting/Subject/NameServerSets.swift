internal import SPF

/// The name servers of a zone as it names them itself, and those that others are sent to.
struct NameServerSets: Sendable {
  /// In the zone file, or as the servers of the zone say.
  let zone: Set<DomainName>
  /// In DNS for a file; in the zone above otherwise.
  let world: Set<DomainName>
}
