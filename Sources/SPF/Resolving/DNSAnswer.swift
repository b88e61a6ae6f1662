/// The answer to one ``DNSQuestion``, aliases (CNAME) followed.
///
/// A value over shared, immutable storage: to copy it costs a retain. The answer to a TXT question holds
/// the SPF record already selected and parsed (``selection``), so that an answer kept in a cache is parsed
/// once and not per message.
public struct DNSAnswer: Sendable {
  /// What kind of answer it is.
  public enum Status: Sendable, Hashable {
    /// There are records.
    case records
    /// The name exists, records of this type do not (RCODE 0 without an answer).
    case noData
    /// The name does not exist (RCODE 3, NXDOMAIN).
    case noName
    /// There is no answer.
    case failure(DNSFailure)
  }

  /// The records of an answer, by the type asked for.
  public enum Records: Sendable, Hashable {
    /// None: ``Status`` is not `.records`.
    case none
    /// Addresses of A or AAAA records. An AAAA record with an IPv4-mapped address is left out, because no
    /// client address can be equal to it.
    case addresses([IPAddress])
    /// MX records in the order received.
    case mailExchanges([MailExchange])
    /// Names of PTR or NS records in the order received; for SOA the two names of the record: the primary server
    /// and the mailbox of the person in charge (RFC 1035 section 3.3.13).
    case names([DomainName])
    /// TXT records, or those of the obsolete type SPF, in the order received.
    case texts([TextRecord])
  }

  /// What an evaluation has no use for, and who looks after a zone has.
  public struct Details: Sendable, Hashable {
    /// The AA bit (RFC 1035 section 4.1.1): the server answers for the zone, not from a cache.
    public var isAuthoritative = false
    /// The name at the end of a chain of aliases (CNAME); nil without one.
    public var canonicalName: DomainName?
    /// Whether the chain of aliases leads to a name of which the response says nothing: the server answers for the
    /// alias and does not look elsewhere (RFC 1034 section 4.3.2, step 3a).
    public var isChainOpen = false
    /// With a chain of aliases the greatest TTL of all that it came from, in seconds: for so long a cache that keeps each
    /// of its links for itself may give an old one.
    public var greatestTTL: UInt32?
    /// Whether there is nothing, and the SOA record is missing that tells for how long (RFC 2308 section 3): the TTL is
    /// then assumed.
    public var isNegativeTTLAssumed = false
    /// Whether the response holds records of the type asked for, all of them of other names than the one asked about.
    public var isAboutOthers = false
    /// The serial number of an SOA record (RFC 1035 section 3.3.13).
    public var serial: UInt32?
    /// The servers to which another server refers instead of an answer (RFC 1034 section 4.3.2); none in an answer.
    public var referral: [DomainName] = []
    /// When the records' signatures are valid, each for itself; none if none were asked for, or the zone is not signed.
    public var signatures: [SignaturePeriod] = []

    /// Nothing known.
    public init() {}
  }

  private final class DetailsBox: Sendable {
    let details: Details

    init(_ details: Details) {
      self.details = details
    }
  }

  private final class Storage: Sendable {
    let status: Status
    let records: Records
    let selection: RecordSelection
    // Apart, because most answers have none, and a cache holds very many answers.
    let details: DetailsBox?

    init(status: Status, records: Records, details: Details) {
      self.status = status
      self.records = records
      self.details = details == Details() ? nil : DetailsBox(details)
      if case .texts(let texts) = records {
        selection = RecordSelection(texts)
      } else {
        selection = .none
      }
    }
  }

  private let storage: Storage
  /// Seconds for which the answer may be kept: the least TTL of the records and aliases it came from; for
  /// `noData` and `noName` the negative TTL of RFC 2308 section 5; 0 for a failure.
  public var ttl: UInt32
  /// The AD bit (RFC 4035 section 3.2.3): a validating resolver found the answer authentic.
  public var isAuthenticated: Bool

  /// An answer with records, or `noData` if `records` holds none.
  public init(
    records: Records, ttl: UInt32, isAuthenticated: Bool = false, details: Details = Details()
  ) {
    let isEmpty =
      switch records {
      case .none: true
      case .addresses(let list): list.isEmpty
      case .mailExchanges(let list): list.isEmpty
      case .names(let list): list.isEmpty
      case .texts(let list): list.isEmpty
      }
    storage = Storage(
      status: isEmpty ? .noData : .records, records: isEmpty ? .none : records, details: details)
    self.ttl = ttl
    self.isAuthenticated = isAuthenticated
  }

  private init(status: Status, ttl: UInt32, isAuthenticated: Bool, details: Details) {
    storage = Storage(status: status, records: .none, details: details)
    self.ttl = ttl
    self.isAuthenticated = isAuthenticated
  }

  /// The name exists without records of this type.
  public static func noData(
    ttl: UInt32, isAuthenticated: Bool = false, details: Details = Details()
  ) -> DNSAnswer {
    DNSAnswer(status: .noData, ttl: ttl, isAuthenticated: isAuthenticated, details: details)
  }

  /// The name does not exist.
  public static func noName(
    ttl: UInt32, isAuthenticated: Bool = false, details: Details = Details()
  ) -> DNSAnswer {
    DNSAnswer(status: .noName, ttl: ttl, isAuthenticated: isAuthenticated, details: details)
  }

  /// There is no answer.
  public static func failure(_ failure: DNSFailure) -> DNSAnswer {
    DNSAnswer(status: .failure(failure), ttl: 0, isAuthenticated: false, details: Details())
  }

  /// The answer as that to a chain of aliases which `first` began: its TTL is the least of both, and it is authentic
  /// if both are.
  package func following(_ first: DNSAnswer, details: Details) -> DNSAnswer {
    let ttl = min(first.ttl, ttl)
    let isAuthenticated = first.isAuthenticated && isAuthenticated
    switch status {
    case .records:
      return DNSAnswer(records: records, ttl: ttl, isAuthenticated: isAuthenticated, details: details)
    case .noData, .noName, .failure:
      return DNSAnswer(status: status, ttl: ttl, isAuthenticated: isAuthenticated, details: details)
    }
  }

  /// What kind of answer it is.
  public var status: Status { storage.status }
  /// The records, by the type asked for.
  public var records: Records { storage.records }
  /// For a TXT question: the SPF record selected (RFC 7208 section 4.5) and parsed (section 4.6).
  public var selection: RecordSelection { storage.selection }
  /// What an evaluation has no use for.
  public var details: Details { storage.details?.details ?? Details() }
}
