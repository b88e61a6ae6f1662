/// The limits on one evaluation. The defaults are those of RFC 7208 section 4.6.4.
public struct Limits: Sendable, Hashable {
  /// Terms that cause DNS queries: `include`, `a`, `mx`, `ptr`, `exists`, `redirect`, and the PTR query of
  /// `%{p}`. One more gives permerror.
  public var lookups = 10
  /// Queries that end without an answer record (void lookups). One more gives permerror.
  public var voidLookups = 2
  /// MX records of one `mx` mechanism whose addresses are asked for. One more gives permerror.
  public var mailExchanges = 10
  /// PTR records of the client's address whose addresses are asked for. Further ones are ignored.
  public var pointers = 10
  /// The time for one evaluation, of all its DNS queries together. At the end of it the result is temperror.
  public var time: Duration = .seconds(20)
  /// The octets of an explanation that are kept (section 6.2); what is longer is cut.
  public var explanationLength = 500

  /// The limits of RFC 7208.
  public init() {}

  /// The limits of RFC 7208.
  public static let rfc7208 = Limits()
}
