internal import SPF

/// Counts what a ``LogSurvey`` tells.
struct SurveyBuilder {
  var lines = 0
  var octets = 0
  var unparsed = 0
  var truncated = 0
  var connections = 0
  var first: LogTime?
  var last: LogTime?
  var hosts = NameTable(limit: 1_000)
  var recipientDomains = NameTable(limit: 10_000)
  private var clients: [IPAddress: LogSurvey.ClientTally] = [:]
  private var overflow = 0
  private let clientLimit: Int

  init(clientLimit: Int) { self.clientLimit = clientLimit }

  mutating func see(_ time: LogTime) {
    if first == nil { first = time }
    if last.map({ $0 < time }) ?? true { last = time }
  }

  /// A connection; gives the client's name, which is kept from one connection to the next.
  mutating func connect(_ client: IPAddress?, _ name: Octets?) -> String? {
    connections += 1
    guard let client else { return name?.field(limit: 255) }
    if let index = clients.index(forKey: client) {
      clients.values[index].connections += 1
      guard let name else { return nil }
      if let known = clients.values[index].name, name.equalsFolded(known) { return known }
      let text = name.field(limit: 255)
      clients.values[index].name = text
      return text
    }
    let text = name?.field(limit: 255)
    add(client) { tally in
      tally.connections = 1
      tally.name = text
    }
    return text
  }

  mutating func add(_ client: IPAddress, _ change: (inout LogSurvey.ClientTally) -> Void) {
    if let index = clients.index(forKey: client) {
      change(&clients.values[index])
    } else if clients.count < clientLimit {
      var tally = LogSurvey.ClientTally()
      change(&tally)
      clients[client] = tally
    } else {
      overflow += 1
    }
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
    survey.clients = clients
    survey.overflow = overflow + hosts.overflow + recipientDomains.overflow
    survey.first = first
    survey.last = last
    return survey
  }
}
