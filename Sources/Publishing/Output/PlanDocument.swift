internal import Reporting
internal import SPF

/// The JSON form of a plan; Documentation/plan.schema.json describes it. Every key is always there; absent values are null.
public struct PlanDocument: Encodable, Sendable {
  struct Step: Encodable, Sendable {
    let step: ChangeStep.Kind
    let at: String
    let title: String
    let reason: String
    let record: Nullable<String>
    let ttl: Nullable<UInt32>
    let txt: Nullable<[[String]]>
  }

  struct Budget: Encodable, Sendable {
    let used: Int
    let limit: Int
  }

  struct Answer: Encodable, Sendable {
    let name: String
    let type: String
    let ttl: UInt32
  }

  struct Refused: Encodable, Sendable {
    let time: Nullable<String>
    let queueID: String
    let sender: Nullable<String>
    let recipient: String
    let address: Nullable<String>

    init(_ mail: RefusedMail) {
      // A local time has no zone here either.
      time = Nullable(
        mail.time.map { mail.hasZone ? CivilTime($0).machine : String(CivilTime($0).machine.dropLast()) })
      queueID = mail.queueID
      sender = Nullable(mail.sender)
      recipient = mail.recipient
      address = Nullable(mail.statedAddress?.description)
    }
  }

  struct Held: Encodable, Sendable {
    let networks: [String]
    let terms: [String]
    let names: [Name]
  }

  struct Name: Encodable, Sendable {
    let name: String
    let type: String
  }

  let domain: String
  let before: Nullable<String>
  let broken: [String]
  let during: String
  let after: String
  let added: [String]
  let removed: [String]
  let passing: [String]
  let messageDependent: [String]
  let held: Nullable<Held>
  let lookups: Budget
  let voidLookups: Budget
  let ttl: UInt32
  let ttlIsAuthoritative: Bool
  let servers: [String]
  let tree: [Answer]
  let newlyAsked: [Answer]
  let treeIsAuthoritative: Bool
  let warnings: [String]
  let addition: DifferenceDocument
  let removal: DifferenceDocument
  let safeFrom: Nullable<String>
  let promise: String
  let onTime: Bool
  let steps: [Step]
  let resend: Nullable<[Refused]>

  /// The document of `plan`, and of what a log says must be sent again.
  public init(_ plan: ChangePlan, resending: Resending? = nil) {
    resend = Nullable(resending?.messages.map(Refused.init))
    let change = plan.change
    domain = plan.published.domain.description
    before = Nullable(change.before)
    broken = change.problemsBefore
    passing = change.passing
    messageDependent = change.messageDependent
    held = Nullable(
      change.held.isEmpty
        ? nil
        : Held(
          networks: change.held.addresses.prefixes.map(\.description),
          terms: change.held.terms.map(\.description),
          names: change.held.questions.map { Name(name: $0.name.description, type: $0.type.description) }))
    during = change.during
    after = change.after
    added = change.added
    removed = change.removed
    lookups = .init(used: change.lookups, limit: Limits.rfc7208.lookups)
    voidLookups = .init(used: change.voidLookups, limit: Limits.rfc7208.voidLookups)
    ttl = plan.published.ttl
    ttlIsAuthoritative = plan.published.isAuthoritative
    servers = plan.published.servers
    tree = change.tree.map {
      Answer(name: $0.question.name.description, type: $0.question.type.description, ttl: $0.ttl)
    }
    newlyAsked = plan.tree.answers.map {
      Answer(name: $0.question.name.description, type: $0.question.type.description, ttl: $0.ttl)
    }
    treeIsAuthoritative = plan.tree.guessed.isEmpty
    warnings = plan.warnings
    addition = DifferenceDocument(change.addition, old: "before", new: "during")
    removal = DifferenceDocument(change.removal, old: "during", new: "after")
    safeFrom = Nullable(plan.safeFrom.map { CivilTime($0).machine })
    promise = Self.word(plan.promise)
    onTime = plan.isOnTime
    let words = StepWords(plan: plan)
    steps = plan.steps.map { step in
      Step(
        step: step.kind, at: CivilTime(step.time).machine, title: words.title(step),
        reason: words.reason(step),
        record: Nullable(step.publication?.record), ttl: Nullable(step.publication?.ttl),
        txt: Nullable(
          step.publication.map { publication in
            plan.published.publishing(publication.record).map { $0.strings.map { Printable.ascii($0) } }
          }))
    }
  }

  private static func word(_ promise: ChangePlan.Promise) -> String {
    switch promise {
    case .safe: "safe"
    case .nothingAdded: "nothing-added"
    case .passesAlready: "passes-already"
    case .dependsOnMessage: "depends-on-message"
    }
  }
}
