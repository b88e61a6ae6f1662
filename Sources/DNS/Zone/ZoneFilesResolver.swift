public import SPF

/// Answers from zone files as if they were published, and asks the world for everything else.
public struct ZoneFilesResolver: ImmediateResolver {
  private let zone: ZoneResolver
  private let extents: [ZoneExtent]
  private let world: any Resolver

  /// A resolver over `data`, which come from files with these `extents`; `world` is asked for what those do not hold.
  public init(_ data: ZoneData, extents: [ZoneExtent], world: any Resolver) {
    zone = ZoneResolver(data)
    self.extents = extents
    self.world = world
  }

  /// The answer of the files, or of the world.
  public func answer(to question: DNSQuestion) async -> DNSAnswer {
    switch look(up: question) {
    case .here(let answer): answer
    case .elsewhere(let question, let alias): Self.following(alias, await world.answer(to: question))
    }
  }

  /// The answer of the files, or of the world if that has it at hand.
  public func answerAtHand(to question: DNSQuestion) -> DNSAnswer? {
    switch look(up: question) {
    case .here(let answer): answer
    case .elsewhere(let question, let alias):
      (world as? any ImmediateResolver)?.answerAtHand(to: question).map { Self.following(alias, $0) }
    }
  }

  private enum Finding {
    case here(DNSAnswer)
    /// With the answer that leads there, if the files hold an alias.
    case elsewhere(DNSQuestion, alias: DNSAnswer?)
  }

  private static func following(_ alias: DNSAnswer?, _ answer: DNSAnswer) -> DNSAnswer {
    guard let alias else { return answer }
    var details = answer.details
    details.canonicalName = details.canonicalName ?? alias.details.canonicalName
    details.greatestTTL = max(alias.details.greatestTTL ?? 0, answer.details.greatestTTL ?? answer.ttl)
    details.isAuthoritative = false
    return answer.following(alias, details: details)
  }

  private func look(up question: DNSQuestion) -> Finding {
    guard holds(question.name) else { return .elsewhere(question, alias: nil) }
    guard let answer = zone.answerAtHand(to: question) else {
      return .elsewhere(question, alias: nil)
    }
    // An alias that leads out of the files.
    guard let target = answer.details.canonicalName, !holds(target) else { return .here(answer) }
    return .elsewhere(DNSQuestion(target, question.type), alias: answer)
  }

  private func holds(_ name: DomainName) -> Bool { extents.contains { $0.holds(name) } }
}
