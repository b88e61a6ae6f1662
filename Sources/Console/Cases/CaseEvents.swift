internal import Diagnosis
internal import History
internal import MailLog
internal import SPF

/// What history knows, as the events that a diagnosis reads in a log.
enum CaseEvents {
  /// So many observations of one sender are looked at.
  static let mostObservations = 500

  /// An event, and the number of messages that it stands for. `number` tells it from the others.
  static func event(_ observation: Observation, number: Int) -> (event: SPFEvent, times: Int) {
    var event = SPFEvent(reporter: .spf, source: LogPosition(file: "-", line: max(1, number)))
    event.time = LogTime(seconds: Int64(observation.hour) * 3600, hasZone: true)
    event.identity = observation.scope
    event.result = observation.result
    event.disposition =
      switch observation.action {
      case .accepted, .withheld: .accepted
      case .deferred: .deferred
      case .rejected: .rejected
      }
    event.client = observation.network.address
    if !observation.reverseName.isEmpty, observation.reverseName != "unknown" {
      event.clientName = observation.reverseName
    }
    if !observation.helo.isEmpty { event.helo = observation.helo }
    event.domain = observation.domain
    event.queueID = "\(number)"
    return (event, observation.count)
  }

  /// What tells who sends for whom, in one event each for what passed and what did not.
  static func events(_ summary: SenderSummary) -> [SPFEvent] {
    func event(_ result: SPFResult, _ hour: Int) -> SPFEvent {
      var event = SPFEvent(reporter: .spf, source: LogPosition(file: "-", line: 1))
      event.time = LogTime(seconds: Int64(hour) * 3600, hasZone: true)
      event.identity = .mailFrom
      event.result = result
      event.client = summary.network.address
      event.domain = summary.domain
      return event
    }
    var events: [SPFEvent] = []
    if summary.passed > 0 { events.append(event(.pass, summary.hours.upperBound)) }
    if let hour = summary.troubleHour {
      let results = summary.results.results.filter { ![.pass, .none, .neutral].contains($0) }
      events.append(event(results.contains(.fail) ? .fail : results.first ?? .fail, hour))
    }
    return events
  }
}
