internal import SPF

/// What has to be sent again after a move that came before its record.
public struct Resending: Sendable {
  /// The messages that the changed record would have let through, in the order of their times.
  public let messages: [RefusedMail]

  /// What of `refused` was refused for the record that `plan` changes, since the move.
  public init(_ refused: [RefusedMail], plan: ChangePlan) {
    // Or by what was published before this plan was made.
    let repaired = plan.change.addition.newlyPassing.union(
      NetworkSet(
        plan.change.passing.compactMap { try? WantedTerm($0, option: "--add", isWhole: true) }.compactMap(
          \.network)))
    messages = refused.filter { mail in
      guard mail.isRefused(for: plan.published.domain) else { return false }
      // A time without a zone may be hours off.
      if let time = mail.time, mail.hasZone, let moved = plan.timing.moved, time < moved { return false }
      // Whoever does not say which address it was may well mean one of these.
      return mail.statedAddress.map { repaired.contains($0) } ?? true
    }.sorted { ($0.time ?? .min) < ($1.time ?? .min) }
  }

  /// The last of them.
  public var last: RefusedMail? { messages.last { $0.time != nil } }
}
