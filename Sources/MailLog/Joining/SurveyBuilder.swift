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
  /// Where a client's tally is; the tallies are in an array, to change in place.
  private var indices: [IPAddress: Int32] = [:]
  private var tallies: [LogSurvey.ClientTally] = []
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
    if let index = indices[client].map(Int.init) {
      tallies[index].connections += 1
      guard let name else { return nil }
      if let known = tallies[index].name, name.equals(known) { return known }
      let text = name.field(limit: 255)
      tallies[index].name = text
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
    if let index = indices[client] {
      change(&tallies[Int(index)])
    } else if tallies.count < clientLimit {
      var tally = LogSurvey.ClientTally()
      change(&tally)
      indices[client] = Int32(tallies.count)
      tallies.append(tally)
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
    survey.clients = indices.mapValues { tallies[Int($0)] }
    survey.overflow = overflow + hosts.overflow + recipientDomains.overflow
    survey.first = first
    survey.last = last
    return survey
  }
}
