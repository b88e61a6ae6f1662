internal import MailLog

/// When messages came.
enum QueueEvidence {
  private static let day: Int64 = 86_400
  /// No mail server retries sooner (RFC 5321 section 4.5.4.1 recommends half an hour).
  private static let shortestRetry: Int64 = 120
  private static let longestRetry: Int64 = 12 * 3600
  /// Who share a server write when they have something to say, not all within minutes.
  private static let hour: Int64 = 3600
  /// A server hands on the copies of one message within seconds.
  private static let copying: Int64 = 10
  private static let burstLength: Int64 = 600
  private static let burstMessages = 4

  static func collect(_ subject: Subject) -> [Evidence] {
    var found: [Evidence] = []
    let incident = subject.pool
    if let retries = retries(incident) { found.append(Evidence(.retriesLikeAQueue, retries)) }
    if incident.span >= day {
      let days = (incident.span + day / 2) / day
      found.append(Evidence(.seenOverDays, "The same client sent over \(days) day\(days == 1 ? "" : "s")."))
      if incident.recipients.distinct == 1, incident.messages > 1 {
        found.append(Evidence(.oneRecipientOverDays, "All of it was for one recipient."))
      }
    }
    let people = incident.senders.counts.keys.count { EnvelopeEvidence.isPerson($0) }
    if incident.span >= day, people >= 2 {
      found.append(
        Evidence(.severalPeopleOverDays, "\(people) different people of the domain sent through it."))
    } else if incident.span >= hour, people >= 2 {
      found.append(
        Evidence(.severalPeople, "\(people) different people of the domain sent through it, not all at once.")
      )
    }
    if incident.span >= hour, incident.recipients.distinct >= 2,
      subject.crowd.organisations(of: subject.address).subtracting(subject.trustedOrganisations).count == 1
    {
      found.append(
        Evidence(
          .severalRecipients,
          "At different times it brought mail of \(subject.organisation) alone, to \(incident.recipients.distinct) recipients."
        ))
    }
    let times = incident.times.sorted()
    if incident.recipients.counts.count >= 3, times.count >= burstMessages,
      times.indices.contains(where: { index in
        index + burstMessages <= times.count && times[index + burstMessages - 1] - times[index] <= burstLength
      }), incident.span < day
    {
      let isCopies =
        incident.span <= copying && incident.senders.distinct == 1 && !subject.facts.receivesFor.isEmpty
        && incident.senders.counts.keys.allSatisfy {
          EnvelopeEvidence.isPerson($0) && !EnvelopeEvidence.isOffice($0)
        }
      found.append(
        Evidence(
          isCopies ? .copiesAtOnce : .burst,
          "\(incident.messages) messages to \(incident.recipients.counts.count) recipients came in one wave.")
      )
    }
    return found
  }

  private static func retries(_ incident: Incident) -> String? {
    // A refusal for good ends a real queue's attempts, so only deferrals are retried.
    guard incident.dispositions[.deferred] ?? 0 > 0 else { return nil }
    for times in incident.attempts.values where times.count >= 3 {
      let sorted = times.sorted()
      let gaps = zip(sorted, sorted.dropFirst()).map { $1 - $0 }
      if gaps.allSatisfy({ (shortestRetry...longestRetry).contains($0) }) {
        return
          "The same message was tried \(times.count) times, minutes to hours apart, as a real queue does."
      }
    }
    return nil
  }
}
