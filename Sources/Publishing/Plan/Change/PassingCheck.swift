internal import Reporting
internal import SPF

/// Whether a term that is to be added lets anybody pass: if not, there is no time from which it is safe to rely on it.
struct PassingCheck {
  let domain: DomainName
  let resolver: any Resolver

  /// Whether it depends on the message whom `term` lets pass; one that lets nobody pass is refused. Terms with another
  /// qualifier are not meant to, and those that DNS does not answer for are nobody's to judge.
  func dependsOnMessage(_ term: WantedTerm) async throws -> Bool {
    guard term.directive.qualifier == .pass else { return false }
    let alone = RecordOverlay(base: resolver, domain: domain, record: "v=spf1 \(term.text) -all", ttl: .max)
    let meaning = try await RecordMeaning.of(domain, resolver: alone)
    guard meaning.addresses(with: .pass).isEmpty, meaning.unanswered == nil else { return false }
    if meaning.pieces.contains(where: { $0.outcome == .open || $0.outcome == .result(.pass) }) { return true }
    throw PlanError(
      term.text, "it lets nobody pass: \(reason(term, meaning))",
      "Nothing was planned. Publish what it refers to first, or add the address of the server instead.")
  }

  private func reason(_ term: WantedTerm, _ meaning: RecordMeaning) -> String {
    if let piece = meaning.pieces.first(where: { $0.problem != nil }), let problem = piece.problem {
      return "\(piece.outcome == .result(.permerror) ? "permerror: " : "")\(problem)"
    }
    let target = term.directive.mechanism.domainSpec?.constantName ?? domain
    return switch term.directive.mechanism {
    case .include: "the record of \(target) lets no address pass"
    case .a: "\(target) has no address"
    case .mx: "\(target) has no mail exchange with an address"
    case .exists: "\(target) has no A record"
    default: "it matches no address"
    }
  }
}
