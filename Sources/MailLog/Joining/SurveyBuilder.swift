internal import SPF

/// Counts what a ``LogSurvey`` tells.
struct SurveyBuilder: ~Copyable {
  var lines = 0
  var octets = 0
  var unparsed = 0
  var truncated = 0
  var connections = 0
  var first: LogTime?
  var last: LogTime?
  var hosts = NameTable(limit: 1_000)
  var recipientDomains = NameTable(limit: 10_000)
  private var clients: SlotTable<IPAddress, LogSurvey.ClientTally>
  private var overflow = 0

  init(clientLimit: Int) { clients = SlotTable(limit: clientLimit) }

  mutating func see(_ time: LogTime) {
    if first == nil { first = time }
    if last.map({ $0 < time }) ?? true { last = time }
  }

  /// A connection; gives the client's name, which is kept from one connection to the next.
  mutating func connect(_ client: IPAddress?, _ name: Octets?) -> String? {
    connections += 1
    guard let client else { return name?.field(limit: 255) }
    guard let tally = tally(client) else { return name?.field(limit: 255) }
    tally.value.connections += 1
    guard let name else { return nil }
    if tally.value.name.map({ name.equals($0) }) ?? false { return tally.value.name }
    let text = name.field(limit: 255)
    tally.value.name = text
    return text
  }

  mutating func add(_ client: IPAddress, _ change: (inout LogSurvey.ClientTally) -> Void) {
    if let tally = tally(client) { change(&tally.value) }
  }

  /// nil if there is no room for another client.
  private mutating func tally(_ client: IPAddress) -> Slot<LogSurvey.ClientTally>? {
    if !clients.isFull { return clients.obtain(client) }
    if let tally = clients.find(client) { return tally }
    overflow += 1
    return nil
  }

  var survey: LogSurvey {
    var survey = LogSurvey()
    survey.lines = lines
    survey.octets = octets
    survey.unparsed = unparsed
    survey.truncated = truncated
    survey.connections = connections
    survey.hosts = hosts.tally
    survey.recipientDomains = recipientDomains.tally
    survey.clients.reserveCapacity(clients.count)
    clients.forEach { survey.clients[$0] = $1 }
    survey.overflow = overflow + hosts.overflow + recipientDomains.overflow
    survey.first = first
    survey.last = last
    return survey
  }
}

extension LogSurvey.ClientTally: Recyclable {
  mutating func recycle() { self = Self() }
}
