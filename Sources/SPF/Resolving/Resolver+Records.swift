extension Resolver {
  /// The addresses of `name`, of both families; nil if DNS failed and gave none.
  public func addresses(of name: DomainName) async -> [IPAddress]? {
    async let four = answer(to: DNSQuestion(name, .a))
    async let six = answer(to: DNSQuestion(name, .aaaa))
    var list: [IPAddress] = []
    var hasFailed = false
    for answer in [await four, await six] {
      if case .addresses(let found) = answer.records { list += found }
      if case .failure = answer.status { hasFailed = true }
    }
    return list.isEmpty && hasFailed ? nil : list
  }

  /// The names of `type` at `name`; nil if DNS failed.
  public func names(_ type: DNSRecordType, of name: DomainName) async -> [DomainName]? {
    let answer = await answer(to: DNSQuestion(name, type))
    if case .names(let list) = answer.records { return list }
    if case .failure = answer.status { return nil }
    return []
  }

  /// The mail exchanges of `name`, the preferred first, a null MX left out; nil if DNS failed.
  public func mailExchanges(of name: DomainName) async -> [DomainName]? {
    let answer = await answer(to: DNSQuestion(name, .mx))
    if case .mailExchanges(let list) = answer.records {
      return list.sorted { $0.preference < $1.preference }.map(\.exchange).filter { $0 != .root }
    }
    if case .failure = answer.status { return nil }
    return []
  }
}
