import Publishing
import SPF
import TestSupport

/// A domain of a random zone whose mail server moves: what its plan is, and whom receivers let in with which record and
/// which names.
struct SimulatedMove {
  static let old = "192.0.2.200"
  static let new = "203.0.113.99"
  private static let domain = name("corp.example.com")
  private static let newHost = name("mail2.example.org")

  /// How the servers come to pass.
  enum Shape: String, CaseIterable {
    /// Both by their addresses.
    case addresses
    /// There was no record at all.
    case newName
    /// The old one by `mx` or `a` of a name that moves with it.
    case movingName
    /// The new one by `a` of a name that has just been given to it.
    case newHost
  }

  let shape: Shape
  let change: RecordChange
  /// The records before, during and after the move.
  private let records: [String?]
  /// Whether the old and the new server are let in, by record and by what the name says: at first, and in the end.
  private let verdicts: [[(old: Bool, new: Bool)]]

  /// The move in a zone made from `seed`; nil if the planner refuses it, or if the old server does not
  /// pass before it, or the new one does.
  static func make(seed: UInt64, _ shape: Shape = .addresses) async -> SimulatedMove? {
    var random = SeededGenerator(seed: seed)
    var terms = RandomZone.record(&random).split(separator: " ").map(String.init)
    let isExchange = Bool.random(using: &random)
    let term = shape == .movingName ? isExchange ? "mx" : "a:mail.corp.example.com" : "ip4:\(old)"
    terms.insert(term, at: Int.random(in: 1...terms.count, using: &random))
    let record = shape == .newName ? nil : terms.joined(separator: " ")
    let base =
      RandomZone.lines(&random) + (record.map { ["\(domain) TXT \($0)"] } ?? ["\(domain) A 192.0.2.80"])
      + ["\(domain) MX mail.\(domain)"]
    let moved = shape == .movingName ? new : old
    let first = TableResolver(lines: base + ["mail.\(domain) A \(old)"])
    guard shape == .newName || passes(old, first), !passes(new, first) else { return nil }
    let last = TableResolver(lines: base + ["mail.\(domain) A \(moved)", "\(newHost) A \(new)"])
    let zones = [first, last]
    // The plan is made with the name as it is then.
    let zone = shape == .newHost ? last : first
    let published = PublishedTexts(
      domain: domain, zone: domain, texts: record.map { [TextRecord($0)] } ?? [], ttl: 300, servers: [],
      isAuthoritative: true)
    guard
      let change = try? await ChangeMaker(published, resolver: zone).change(
        adding: [shape == .newHost ? "a:\(newHost)" : new], removing: shape == .newName ? [] : [old]),
      change.problemsBefore.isEmpty || change.problemsAfter.isEmpty,
      !change.addition.newlyPassing.isEmpty,
      shape == .movingName || !change.removed.isEmpty || shape == .newName
    else { return nil }
    // The old server is the one that goes: it must be held where it passes by the name.
    if shape == .movingName, change.held.isEmpty { return nil }
    let records = [record, change.during, change.after]
    let verdicts = records.map { text in
      zones.map { zone in
        let resolver: any ImmediateResolver =
          text.map { RecordOverlay(base: zone, domain: domain, record: $0) } ?? zone
        return (old: shape == .newName || passes(old, resolver), new: passes(new, resolver))
      }
    }
    return SimulatedMove(shape: shape, change: change, records: records, verdicts: verdicts)
  }

  private static func passes(_ client: String, _ resolver: any ImmediateResolver) -> Bool {
    check("a@\(domain)", from: client, resolver, isTraced: false).result == .pass
  }

  /// The timetable with `ttl` published, and `nameTTL` for what is newly asked.
  func plan(ttl: UInt32, nameTTL: UInt32 = 0, _ timing: PlanTiming) -> ChangePlan {
    ChangePlan(
      change,
      published: PublishedTexts(
        domain: Self.domain, zone: Self.domain, texts: records[0].map { [TextRecord($0)] } ?? [], ttl: ttl,
        servers: [], isAuthoritative: true),
      timing: timing,
      tree: shape == .newHost
        ? TreeTimes(answers: [(DNSQuestion(Self.newHost, .a), nameTTL)]) : .none)
  }

  /// What who takes the steps of `plan` publishes, from `first` on.
  func versions(_ plan: ChangePlan, after first: [PublishedVersion]? = nil) -> [PublishedVersion] {
    (first ?? [PublishedVersion(time: 0, record: 0, ttl: plan.published.ttl)])
      + plan.steps.compactMap { step in
        step.publication.map { publication in
          PublishedVersion(
            time: step.time, record: records.firstIndex(of: publication.record) ?? 0, ttl: publication.ttl)
        }
      }
  }

  /// Whether a receiver that has this record and this name lets the old and the new server in.
  func verdict(record: Int, name: Int) -> (old: Bool, new: Bool) { verdicts[record][name] }
}
