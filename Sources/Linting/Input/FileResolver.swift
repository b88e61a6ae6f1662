internal import DNS
internal import SPF

/// Answers from a zone file as if it were published, and asks the world for everything else.
struct FileResolver: Resolver {
  private let zone: ZoneResolver
  private let world: any Resolver
  private let apex: DomainName?
  private let owners: Set<DomainName>
  /// Names below which other servers are in charge.
  private let cuts: Set<DomainName>

  init(_ sheet: ZoneSheet, world: any Resolver) {
    zone = ZoneResolver(sheet.content.data)
    self.world = world
    let apex = sheet.apex
    self.apex = apex
    owners = Set(sheet.content.data.entries.keys)
    cuts = Set(
      sheet.lines.filter { $0.line.type == "NS" && apex != nil && $0.line.owner != apex }.map(\.line.owner))
  }

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    guard holds(question.name) else { return await world.answer(to: question) }
    let answer = await zone.answer(to: question)
    // An alias that leads out of the file.
    guard let target = answer.details.canonicalName, !holds(target) else { return answer }
    return await world.answer(to: DNSQuestion(target, question.type))
  }

  private func holds(_ name: DomainName) -> Bool {
    guard let apex else { return owners.contains(name) }
    guard name.isEqualToOrSubdomain(of: apex) else { return false }
    guard !cuts.isEmpty else { return true }
    var current: DomainName? = name
    while let above = current, above != apex {
      if cuts.contains(above) { return false }
      current = above.parent
    }
    return true
  }
}
