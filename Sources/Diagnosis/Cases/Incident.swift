public import MailLog
public import SPF

/// All that a log says of one domain's mail from one client that SPF did not let pass. Of bounded size.
public struct Incident: Sendable {
  /// Who and whom.
  public let key: IncidentKey
  /// Messages, or attempts at one.
  public internal(set) var messages = 0
  /// How often each identity was the one checked.
  public internal(set) var scopes: [Identity.Scope: Int] = [:]
  /// How often each result was logged.
  public internal(set) var results: [SPFResult: Int] = [:]
  /// What became of the messages.
  public internal(set) var dispositions: [Disposition: Int] = [:]
  /// Messages that were taken and held back, in quarantine.
  public internal(set) var held = 0
  /// The first and the last time.
  public internal(set) var first: LogTime?
  /// See ``first``.
  public internal(set) var last: LogTime?
  /// The place of the first line.
  public let source: LogPosition
  /// The client's name as the mail server logged it last.
  public internal(set) var clientName: String?

  /// The first time the same domain passed from the same client after the last of the messages.
  private(set) var passed: LogTime?
  var recipients = BoundedTally<String>(capacity: 256)
  var senders = BoundedTally<String>(capacity: 64)
  var helos = BoundedTally<String>(capacity: 16)
  var services = BoundedTally<String>(capacity: 8)
  var hosts = BoundedTally<String>(capacity: 8)
  var reasons = BoundedTally<String>(capacity: 4)
  var authenticated = 0
  /// Passes and failures of other methods: `dkim=pass example.com`.
  var others: [OtherResult: Int] = [:]
  /// Times of attempts for each sender and recipient.
  var attempts: [String: [Int64]] = [:]
  /// Times of all, for a picture.
  var times: [Int64] = []
  /// The last time softfail was logged, and the first time fail was.
  var lastSoftfail: Int64?
  var firstFail: Int64?
  private var latest: [String] = []

  static let mostTimes = 512
  static let mostAttempts = 64
  static let mostAttemptTimes = 32
  /// Results of one message stand close together in the log.
  private static let sameMessageWindow = 4

  init(key: IncidentKey, source: LogPosition) {
    self.key = key
    self.source = source
  }

  /// Counts `event`, which stands for so many messages; its two identities, if both are logged, count as one message.
  mutating func add(_ event: SPFEvent, scope: Identity.Scope, times: Int = 1) {
    scopes[scope, default: 0] += times
    if let result = event.result { results[result, default: 0] += times }
    if let name = event.clientName { clientName = name }
    if let helo = event.helo { helos.add(helo) }
    if let service = event.service { services.add(service) }
    if let host = event.host { hosts.add(host) }
    if let reason = event.reason { reasons.add(reason) }
    if event.authenticatedUser != nil { authenticated += 1 }
    for other in event.otherResults where others[other] != nil || others.count < 16 {
      others[other, default: 0] += 1
    }
    let seconds = event.time?.seconds
    if let seconds {
      if event.result == .softfail { lastSoftfail = seconds }
      if event.result == .fail, firstFail == nil { firstFail = seconds }
    }
    let mark = [
      event.queueID ?? seconds.map(String.init) ?? "", event.sender ?? "", event.recipients.first ?? "",
    ].joined(separator: " ")
    guard seconds == nil && event.queueID == nil || !latest.contains(mark) else { return }
    latest.append(mark)
    if latest.count > Self.sameMessageWindow { latest.removeFirst() }
    count(event, times)
  }

  /// Notes that the domain passed from the client.
  mutating func notePass(at time: LogTime) {
    if passed == nil, last.map({ $0 < time }) ?? true { passed = time }
  }

  private mutating func count(_ event: SPFEvent, _ times: Int) {
    messages += times
    dispositions[event.disposition, default: 0] += times
    if event.isHeld { held += times }
    for recipient in event.recipients { recipients.add(recipient.lowercased()) }
    if let sender = event.sender { senders.add(sender) }
    guard let time = event.time else { return }
    if let passed, passed < time { self.passed = nil }
    first = first.map { min($0, time) } ?? time
    last = last.map { max($0, time) } ?? time
    if self.times.count < Self.mostTimes { self.times.append(time.seconds) }
    // Without both it cannot be told whether two are attempts at one message.
    guard event.sender != nil || !event.recipients.isEmpty else { return }
    let pair = "\(event.sender ?? "") \(event.recipients.first?.lowercased() ?? "")"
    if attempts[pair] != nil || attempts.count < Self.mostAttempts {
      if attempts[pair, default: []].count < Self.mostAttemptTimes {
        attempts[pair, default: []].append(time.seconds)
      }
    }
  }

  /// The identity that was checked most.
  public var scope: Identity.Scope {
    (scopes[.mailFrom] ?? 0) >= (scopes[.helo] ?? 0) ? .mailFrom : .helo
  }

  /// The part of the results logged that are `result`, 0 to 1.
  func share(of result: SPFResult) -> Double {
    let total = results.values.reduce(0, +)
    return total == 0 ? 0 : Double(results[result] ?? 0) / Double(total)
  }

  /// Seconds between the first and the last.
  var span: Int64 {
    guard let first, let last else { return 0 }
    return last.seconds - first.seconds
  }

  /// The domains of the reverse-paths.
  var senderDomains: [DomainName] {
    var seen: Set<DomainName> = []
    return senders.byFrequency.compactMap { sender in
      sender.isEmpty ? nil : Identity.mailFrom(sender, helo: "").domain
    }.filter { seen.insert($0).inserted }
  }
}
