internal import SPF

/// Puts together what the lines of an outgoing log say of one message: who brought it, whose it is, and what became
/// of it. Every table is bounded.
struct OutgoingTracker: ~Copyable {
  /// Messages in the queue at a time; of those beyond, the lines from before are forgotten.
  private static let queueLimit = 65_536
  /// Messages from outside whose Message-ID is remembered.
  private static let outsideLimit = 65_536
  private static let domainLimit = 10_000
  static let addressLimit = 1_000
  static let rejectionLimit = 10_000
  private static let strangerLimit = 1_000

  var lines = 0
  var octets = 0
  var truncated = 0
  var first: LogTime?
  var last: LogTime?

  var queue = SlotTable<QueueKey, OutgoingMail>(limit: queueLimit)
  var outside = SlotTable<UInt64, OutsideMail>(limit: outsideLimit)
  let seed = UInt64.random(in: .min ... .max)
  var serial: UInt64 = 0
  var origins: OriginRules
  /// The rejections of mail that may be ours.
  var list: RejectionList
  /// Those of mail that others sent: however many there are, they take no room from ours.
  var others: RejectionList
  /// The sender domains of the latter.
  var strangers = NameTable(limit: strangerLimit)
  var domains = NameTable(limit: domainLimit)
  var lastDeliveries: [LogTime?] = []
  var stated: [IPAddress: Int] = [:]
  var otherDeliveries = 0
  var bounced = 0
  var deferred = 0
  var dmarc = 0
  var forwarded = 0
  var overflow = 0
  var folded: [UInt8] = []

  init(ownDomains: Set<DomainName>, limit: Int = rejectionLimit) {
    origins = OriginRules(ownDomains: ownDomains)
    list = RejectionList(limit: limit)
    others = RejectionList(limit: limit)
  }

  mutating func see(_ time: LogTime) {
    if first.map({ time < $0 }) ?? true { first = time }
    if last.map({ $0 < time }) ?? true { last = time }
  }

  var survey: OutgoingSurvey {
    var survey = OutgoingSurvey()
    survey.lines = lines
    survey.octets = octets
    survey.truncated = truncated
    survey.first = first
    survey.last = last
    for (index, name) in domains.names.enumerated() where domains.counts[index] > 0 {
      survey.deliveries[name] = OutgoingSurvey.Delivery(
        count: domains.counts[index], last: index < lastDeliveries.count ? lastDeliveries[index] : nil)
    }
    survey.otherDeliveries = otherDeliveries
    survey.bounced = bounced
    survey.deferred = deferred
    survey.dmarc = dmarc
    survey.forwarded = forwarded
    survey.strangers = strangers.tally
    survey.otherStrangers = strangers.overflow
    survey.statedAddresses = stated
    survey.omitted = list.omitted
    survey.omittedOthers = others.omitted
    survey.overflow = overflow + domains.overflow
    return survey
  }

  /// All of them, in the order of their lines.
  var rejections: [OutgoingRejection] {
    (list.numbered + others.numbered).sorted { $0.sequence < $1.sequence }.map(\.rejection)
  }
}
