public import SPF

/// What a domain and a client were taken for, as it is kept over a restart.
public struct GraceFinding: Sendable, Hashable {
  /// The domain whose record failed.
  public var domain: DomainName
  /// The client.
  public var client: IPAddress
  /// When it failed first, in seconds since 1970.
  public var first: Int64
  /// When it was judged, in seconds since 1970.
  public var judged: Int64
  /// The probability, in percent, that the record was not followed up; nil if that could not be found out.
  public var probability: Int?

  /// A finding.
  public init(domain: DomainName, client: IPAddress, first: Int64, judged: Int64, probability: Int?) {
    self.domain = domain
    self.client = client
    self.first = first
    self.judged = judged
    self.probability = probability
  }
}
