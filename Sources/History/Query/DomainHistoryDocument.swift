internal import Reporting
internal import SPF

/// What is remembered of a domain, for a program.
public struct DomainHistoryDocument: Encodable, Sendable {
  struct Version: Encodable, Sendable {
    let text: String
    let ttl: UInt32
    let firstSeen: String
    let lastSeen: String
  }

  struct Sender: Encodable, Sendable {
    let network: String
    let names: [String]
    let firstSeen: String
    let lastSeen: String
    let days: [Day]
  }

  struct Day: Encodable, Sendable {
    let day: String
    let identity: String
    let result: String
    let action: String
    let reverseName: String
    let count: Int
  }

  let domain: String
  let records: [Version]
  let senders: [Sender]
  let isCut: Bool

  /// The document of `history`.
  public init(_ history: DomainHistory) {
    domain = history.domain
    isCut = history.isCut
    records = history.records.map {
      Version(
        text: $0.text, ttl: $0.ttl, firstSeen: CivilTime($0.firstSeen).machine,
        lastSeen: CivilTime($0.lastSeen).machine)
    }
    senders = history.senders.map { sender in
      Sender(
        network: sender.network.prefixed, names: sender.names,
        firstSeen: CivilTime(Int64(sender.hours.lowerBound) * 3600).machine,
        lastSeen: CivilTime(Int64(sender.hours.upperBound) * 3600).machine,
        days: sender.days.map {
          Day(
            day: CivilTime(Int64($0.day) * 86_400).day, identity: $0.scope.rawValue,
            result: $0.result.rawValue,
            action: $0.action.rawValue, reverseName: $0.reverseName, count: $0.count)
        })
    }
  }
}
