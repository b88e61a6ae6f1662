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
    case .elsewhere(let question): await world.answer(to: question)
    }
  }

  /// The answer of the files, or of the world if that has it at hand.
  public func answerAtHand(to question: DNSQuestion) -> DNSAnswer? {
    switch look(up: question) {
    case .here(let answer): answer
    case .elsewhere(let question): (world as? any ImmediateResolver)?.answerAtHand(to: question)
    }
  }

  private enum Finding {
    case here(DNSAnswer)
    case elsewhere(DNSQuestion)
  }

  private func look(up question: DNSQuestion) -> Finding {
    guard holds(question.name) else { return .elsewhere(question) }
    guard let answer = zone.answerAtHand(to: question) else { return .elsewhere(question) }
    // An alias that leads out of the files.
    guard let target = answer.details.canonicalName, !holds(target) else { return .here(answer) }
    return .elsewhere(DNSQuestion(target, question.type))
  }

  private func holds(_ name: DomainName) -> Bool { extents.contains { $0.holds(name) } }
}
