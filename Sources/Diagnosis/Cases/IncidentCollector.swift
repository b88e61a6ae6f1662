public import MailLog
internal import SPF

/// Takes the events of a log one by one and keeps what a diagnosis needs, in bounded memory.
public struct IncidentCollector: Sendable {
  /// More incidents than this are only counted.
  public static let mostIncidents = 50_000

  private(set) var incidents: [IncidentKey: Incident] = [:]
  private(set) var crowd = Crowd()
  /// Refusals of domains and clients that found no room.
  public private(set) var overflow = 0
  /// Refusals of which the log tells no client or no domain.
  public private(set) var incomplete = 0
  /// All events.
  public private(set) var events = 0
  private let limit: Int

  /// Nothing yet.
  public init() { self.init(limit: Self.mostIncidents) }

  /// Nothing yet, and no more than `limit` incidents later.
  init(limit: Int) { self.limit = limit }

  /// Takes `event`, which tells who sends for whom, and is not to be looked into itself.
  public mutating func addBeside(_ event: SPFEvent) {
    guard let client = event.client, let (domain, _) = Self.subject(of: event) else { return }
    crowd.add(event, domain: domain, client: client, isRefusal: Self.isRefusal(event))
  }

  /// Takes `event`, which stands for so many messages that are alike.
  public mutating func add(_ event: SPFEvent, times: Int = 1) {
    events += 1
    let isRefusal = Self.isRefusal(event)
    guard let client = event.client, let (domain, scope) = Self.subject(of: event) else {
      if isRefusal { incomplete += 1 }
      return
    }
    crowd.add(event, domain: domain, client: client, isRefusal: isRefusal)
    let key = IncidentKey(domain: domain, client: client)
    guard isRefusal else {
      if event.result == .pass, let time = event.time { incidents[key]?.notePass(at: time) }
      return
    }
    guard incidents[key] != nil || incidents.count < limit else {
      overflow += 1
      return
    }
    incidents[key, default: Incident(key: key, source: event.source)].add(event, scope: scope, times: times)
  }

  /// Whether SPF did not let the message pass, or would not have if it had been obeyed.
  static func isRefusal(_ event: SPFEvent) -> Bool {
    switch event.result {
    case .fail?, .softfail?, .permerror?, .temperror?: true
    case .neutral?, SPFResult.none?: event.disposition == .rejected
    case .pass?: false
    case nil: event.disposition == .rejected || event.disposition == .deferred
    }
  }

  /// The domain that was checked, and as which identity.
  static func subject(of event: SPFEvent) -> (DomainName, Identity.Scope)? {
    let helo = event.helo ?? ""
    let sender = event.sender.flatMap { $0.isEmpty ? nil : Identity.mailFrom($0, helo: helo).domain }
    let given = event.domain.flatMap { Identity.helo($0).domain }
    switch event.identity {
    case .helo?:
      if let domain = given ?? Identity.helo(helo).domain { return (domain, .helo) }
      return sender.map { ($0, .mailFrom) }
    case .mailFrom?, nil:
      if let domain = sender ?? given { return (domain, .mailFrom) }
      return Identity.helo(helo).domain.map { ($0, event.identity ?? .helo) }
    }
  }
}
