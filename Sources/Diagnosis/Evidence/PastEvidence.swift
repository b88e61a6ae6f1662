internal import MailLog
internal import Reporting
internal import SPF

/// What was seen before the log begins.
enum PastEvidence {
  private static let hour: Int64 = 3600
  private static let day: Int64 = 86_400
  /// Known for so long before the log begins: no wave of forgeries lasts as long from one address.
  private static let long = 7 * day
  /// A domain that was seen for so long has shown the servers it uses.
  private static let wellKnown = 30 * day

  static func collect(_ subject: Subject) -> [Evidence] {
    guard let past = subject.facts.past, let begin = subject.incident.first?.seconds else { return [] }
    var found: [Evidence] = []
    let client = subject.address
    if let passes = past.passes, passes.lowerBound < begin {
      // A pass within the hour in which the record changed is from before.
      let change = past.recordsSeen.dropFirst().first { $0 + hour > passes.upperBound }
      let what =
        change.map { "the record changed on \(CivilTime($0).day)" } ?? "no change of the record was seen"
      found.append(
        Evidence(
          .usedToPass,
          "\(client) passed from \(CivilTime(passes.lowerBound).day) to \(CivilTime(passes.upperBound).day); \(what)."
        ))
    }
    if let seen = past.clientSeen, begin - seen >= long {
      found.append(
        Evidence(
          .knownForLong, "\(client) was first seen with mail of \(subject.name) on \(CivilTime(seen).day)."))
    } else if let domain = past.domainSeen, begin - domain >= wellKnown {
      let seen = past.clientSeen.map { min($0, begin) } ?? begin
      found.append(
        Evidence(
          .firstSeenLately,
          "\(client) was first seen on \(CivilTime(seen).day); \(subject.name) has been known since \(CivilTime(domain).day)."
        ))
    }
    if past.served > 0 {
      found.append(
        Evidence(
          .othersServed,
          "\(past.served) message\(past.served == 1 ? "" : "s") from there went to other recipients."))
    }
    return found
  }
}
