/// The directive that decided the result.
public struct MatchedTerm: Sendable {
  /// A record and whose it is, behind one reference.
  private final class Finding: Sendable {
    let record: SPFRecord
    let domain: DomainName

    init(record: SPFRecord, domain: DomainName) {
      self.record = record
      self.domain = domain
    }
  }

  // A plan has both already.
  private enum Place: Sendable {
    case found(Finding)
    case planned(RecordPlan)
  }

  private let place: Place
  // A record has fewer terms than it has octets, and their number fits.
  private let index: Int32
  private let level: Int32

  /// A matched term.
  public init(record: SPFRecord, termIndex: Int, domain: DomainName, depth: Int) {
    place = .found(Finding(record: record, domain: domain))
    index = Int32(clamping: termIndex)
    level = Int32(clamping: depth)
  }

  init(plan: RecordPlan, termIndex: Int, depth: Int) {
    place = .planned(plan)
    index = Int32(truncatingIfNeeded: termIndex)
    level = Int32(truncatingIfNeeded: depth)
  }

  /// The record in which the directive stands.
  public var record: SPFRecord {
    switch place {
    case .found(let finding): finding.record
    case .planned(let plan): plan.record
    }
  }

  /// The domain whose record it is.
  public var domain: DomainName {
    switch place {
    case .found(let finding): finding.domain
    case .planned(let plan): plan.domain
    }
  }

  /// The index of the directive in ``SPFRecord/terms``.
  public var termIndex: Int { Int(index) }

  /// 0 in the record of the domain that was checked; one more in each record it includes or redirects to.
  public var depth: Int { Int(level) }

  /// ``text`` as octets of the record.
  public var octets: ArraySlice<UInt8> { record.octets(ofTerm: termIndex) }

  /// The directive as published, for instance `-all` or `ip4:192.0.2.0/24`: printable ASCII by its syntax.
  public var text: String { record.text(ofTerm: termIndex) }
}
