public import SPF

/// What a log tells of the mail that left us, beside the single rejections. Every table is bounded: what does not
/// fit is counted in ``overflow``.
public struct OutgoingSurvey: Sendable {
  /// The mail of one sender domain.
  public struct Delivery: Sendable, Hashable {
    /// Recipients to whose hosts mail was delivered.
    public var count: Int
    /// The last of them; nil if no line has a time.
    public var last: LogTime?

    /// A number of deliveries.
    public init(count: Int, last: LogTime?) {
      self.count = count
      self.last = last
    }
  }

  /// Lines read.
  public var lines = 0
  /// Octets read, after decompression.
  public var octets = 0
  /// Lines that are longer than any that is read, of which the end was skipped.
  public var truncated = 0
  /// The first and the last time seen.
  public var first: LogTime?
  /// See ``first``.
  public var last: LogTime?
  /// Deliveries to other hosts by sender domain, folded, without mail that was forwarded.
  public var deliveries: [String: Delivery] = [:]
  /// Deliveries to other hosts of mail that was forwarded, and of mail whose sender the log does not tell.
  public var otherDeliveries = 0
  /// Recipients refused for good for other reasons than SPF.
  public var bounced = 0
  /// Attempts that were put off for other reasons than SPF.
  public var deferred = 0
  /// Recipients refused for a DMARC policy alone; they are counted in ``bounced`` or ``deferred`` too.
  public var dmarc = 0
  /// Recipients refused because of SPF, of mail that was forwarded.
  public var forwarded = 0
  /// Recipients refused because of SPF, of mail whose sender has none of our own domains, by sender domain, folded;
  /// empty if ours are not known. Mail of the null reverse-path and of unknown senders is not among them.
  public var strangers: [String: Int] = [:]
  /// The same of sender domains that found no room there.
  public var otherStrangers = 0
  /// The addresses from which receivers say that we came, with their number, without mail that was forwarded.
  public var statedAddresses: [IPAddress: Int] = [:]
  /// Rejections of mail that may be ours which are not in the list because it is full. It keeps the last one of each
  /// sender domain, stated address, and rule.
  public var omitted = 0
  /// The same of mail that others sent, for which there is as much room.
  public var omittedOthers = 0
  /// Entries that found no room in the tables above.
  public var overflow = 0

  /// Whether no attempt to deliver to another host was seen, neither a good nor a bad one.
  public var isWithoutMail: Bool {
    deliveries.isEmpty && otherDeliveries + bounced + deferred + forwarded + omitted == 0
  }

  /// Nothing yet.
  public init() {}
}
