internal import DNS
internal import SPF

/// A zone file in front of the rest of DNS: what is in the zone is answered from it, and nothing else.
struct ZoneOverlay: Resolver {
  private let zone: ZoneResolver
  private let apexes: [DomainName]
  private let base: any Resolver

  /// The zone begins where the file has its SOA record; without one, at `domain`.
  init(_ data: ZoneData, base: any Resolver, domain: DomainName) {
    zone = ZoneResolver(data)
    apexes = data.negativeTTLs.isEmpty ? [domain] : Array(data.negativeTTLs.keys)
    self.base = base
  }

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    apexes.contains { question.name.isEqualToOrSubdomain(of: $0) }
      ? await zone.answer(to: question) : await base.answer(to: question)
  }
}
