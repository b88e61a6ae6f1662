internal import SPF

/// A change to a record, and when each step of it may be taken so that no mail is refused.
public struct ChangePlan: Sendable {
  /// What a plan says of the new server.
  public enum Promise: Sendable, Hashable {
    /// From this time on every cache that keeps TTLs lets it pass.
    case safe(from: Int64)
    /// Nobody passes who did not.
    case nothingAdded
    /// It passes already, and nobody knows since when.
    case passesAlready
    /// Whether it passes depends on the message.
    case dependsOnMessage
  }

  /// The records as published when the plan was made.
  public let published: PublishedTexts
  /// The change.
  public let change: RecordChange
  /// What the timetable was computed from.
  public let timing: PlanTiming
  /// How long caches may keep old answers to what is newly asked.
  public let tree: TreeTimes
  /// The steps in their order.
  public let steps: [ChangeStep]
  /// What can be said of the new server.
  public let promise: Promise
  /// What is odd about what was asked for, in sentences.
  let remarks: [String]

  /// The first moment at which every cache that keeps TTLs lets the new server pass; nil if there is none to tell.
  public var safeFrom: Int64? {
    if case .safe(let time) = promise { time } else { nil }
  }

  /// Whether all TTLs that the times rest on come from authoritative servers.
  public var isMeasured: Bool { published.isAuthoritative && tree.guessed.isEmpty }

  /// Whether the new server can begin when it was asked for. With a TTL that only a cache tells, nobody knows.
  public var isOnTime: Bool {
    switch promise {
    case .safe(let time): isMeasured && timing.moved == nil && (timing.cutOver ?? time) >= time
    case .nothingAdded: true
    case .passesAlready, .dependsOnMessage: false
    }
  }

  /// Whether the TTL was measured that may have been a longer one until lately.
  public var isShortAlready: Bool {
    safeFrom != nil && timing.moved == nil && timing.earlier == nil && !published.texts.isEmpty
      && published.ttl <= timing.shortTTL
  }

  /// What the owner should know, in sentences.
  public var warnings: [String] {
    var out = remarks + published.warnings + change.warnings
    if !change.messageDependent.isEmpty, promise != .dependsOnMessage {
      out.append(
        "Whom \(change.messageDependent.joined(separator: " ")) lets pass depends on the message: the times do not cover it."
      )
    }
    if !tree.guessed.isEmpty {
      out.append(
        "No authoritative server was reached for \(CountText.names(tree.guessed.map(\.name))): what a cache tells of its TTL may be less than what others keep."
      )
    }
    if isShortAlready {
      out.append(
        "The TTL is short already, \(published.ttl) s. If it was longer until lately, caches may keep an older answer for that longer TTL: tell when it was lowered, --published TIME --ttl-before SECONDS."
      )
    }
    return out
  }

  /// The plan that publishes a flattened record at once, and tells when it expires, `validFor` seconds from now.
  init(flattening change: RecordChange, validFor: UInt32, published: PublishedTexts, timing: PlanTiming) {
    self.change = change
    self.published = published
    self.timing = timing
    tree = .none
    remarks = []
    promise = .nothingAdded
    let ttl = min(published.ttl, validFor)
    steps = [
      ChangeStep(
        kind: .flatten, time: timing.now,
        publication: .init(record: change.after, previous: change.before, ttl: ttl)),
      ChangeStep(kind: .expiry, time: timing.now + Int64(validFor), publication: nil),
    ]
  }

  /// Makes the timetable; see ``Timetable``.
  public init(
    _ change: RecordChange, published: PublishedTexts, timing: PlanTiming, tree: TreeTimes = .none,
    remarks: [String] = []
  ) {
    self.published = published
    self.change = change
    self.timing = timing
    self.tree = tree
    self.remarks = remarks
    let timetable = Timetable(change, published: published, timing: timing, tree: tree)
    steps = timetable.steps
    promise = timetable.promise
  }
}
