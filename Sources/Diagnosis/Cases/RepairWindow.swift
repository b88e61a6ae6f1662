public import MailLog
internal import SPF

/// When a record can have been repaired, whose checks failed in the log and pass now.
public struct RepairWindow: Sendable, Hashable {
  /// The last check that failed. What the receiver's resolver had kept may have been older by its TTL.
  public let notBefore: LogTime
  /// The first check that passed, in the log or now, or the time since which the answer that lets it pass must have
  /// been kept.
  public let notAfter: LogTime

  /// The TTLs that are published; whoever publishes another one is told a later time, never one that is too early.
  private static let usualTTLs: [UInt32] = [
    60, 300, 600, 900, 1800, 3600, 7200, 10_800, 14_400, 21_600, 28_800, 43_200, 86_400, 172_800,
  ]

  /// The window of `item`, evaluated at `now`; nil if it would not pass, or the times contradict each other.
  init?(_ item: DiagnosedCase, now: Int64?) {
    guard item.wouldPassNow == true, let last = item.last else { return nil }
    var ends: [LogTime] = []
    let passes = item.incidents.compactMap(\.passed)
    if passes.count == item.incidents.count, let latest = passes.max() { ends.append(latest) }
    if let now {
      let ages = item.outcomes.map { Self.leastAge($0) }
      ends.append(LogTime(seconds: now - (ages.min() ?? 0), hasZone: true))
    }
    guard let end = ends.min(), end >= last else { return nil }
    notBefore = last
    notAfter = end
  }

  /// For how long at least the record that lets `outcome` pass is known to have been published: a TTL that is no
  /// round number is what is left of one that is.
  private static func leastAge(_ outcome: CheckOutcome) -> Int64 {
    // A term that names addresses lets pass as soon as it is published; others depend on more answers.
    guard let origin = outcome.origin, origin.domain == outcome.trace?.domain,
      origin.text.hasPrefix("ip4:") || origin.text.hasPrefix("ip6:"),
      let left = outcome.trace?.lookup?.answer.ttl
    else { return 0 }
    return leastAge(ttlLeft: left)
  }

  static func leastAge(ttlLeft: UInt32) -> Int64 {
    guard !ttlLeft.isMultiple(of: 60), let published = usualTTLs.first(where: { $0 > ttlLeft }) else {
      return 0
    }
    return Int64(published - ttlLeft)
  }

  /// `not before … and not after …`.
  var sentence: String {
    "not before \(TimeText.full(notBefore)), the last check that failed, and not after \(TimeText.full(notAfter))"
  }
}
