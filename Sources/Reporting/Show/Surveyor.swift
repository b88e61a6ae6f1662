internal import SPF

/// Makes a ``RecordSurvey``.
struct Surveyor {
  var lookups = 0
  var voids = 0
  var leastTTL = UInt32.max
  var isIncomplete = false

  /// Beyond this many lookups a record is of no use to anybody, and the rest is not asked for.
  private static let greatestLookups = 100
  /// Neither is a tree with more networks than this.
  private static let mostNetworks = 10_000
  private var networks = 0

  /// The record of `domain`; `path` are the domains whose records led here.
  mutating func node(
    _ domain: DomainName, path: [DomainName], resolver: some Resolver
  ) async -> RecordSurvey.Node {
    let question = DNSQuestion(domain, .txt)
    let answer = await ask(question, resolver)
    var node = RecordSurvey.Node(domain: domain, answer: answer)
    switch answer.status {
    case .failure(let failure): node.problem = Problem(.dns(failure), domain: domain, question: question)
    case .noName: node.problem = Problem(.domainDoesNotExist, domain: domain)
    case .noData: node.problem = Problem(.noRecord, domain: domain)
    case .records:
      switch answer.selection {
      case .none: node.problem = Problem(.noRecord, domain: domain)
      case .several: node.problem = Problem(.multipleRecords, domain: domain)
      case .invalid(let error, _): node.problem = Problem(.syntax(error), domain: domain)
      case .record(let record):
        node.record = record
        let hasAll = record.terms.contains { $0.directive?.mechanism == .all }
        var isReached = true
        for index in record.terms.indices {
          let entry = await entry(
            index, of: record, hasAll: hasAll, isReached: isReached, path: path + [domain], resolver: resolver
          )
          // A name that exists may be a switch: what stands behind `exists` counts.
          if entry.directive?.mechanism == .all { isReached = false }
          networks += entry.networks.count
          node.terms.append(entry)
        }
      }
    }
    return node
  }

  private mutating func entry(
    _ index: Int, of record: SPFRecord, hasAll: Bool, isReached: Bool, path: [DomainName],
    resolver: some Resolver
  ) async -> RecordSurvey.Entry {
    let term = record.terms[index]
    var entry = RecordSurvey.Entry(text: record.text(ofTerm: index), directive: term.directive)
    switch term.content {
    case .modifier(.redirect(let spec)):
      guard !hasAll else {
        entry.note = "has no effect beside \"all\""
        return entry
      }
      count(&entry)
      await descend(into: spec, &entry, path: path, resolver: resolver)
    case .modifier: break
    case .directive(let directive):
      guard isReached else {
        entry.note = "not reached"
        return entry
      }
      if directive.mechanism.causesLookup { count(&entry) }
      await survey(directive.mechanism, &entry, path: path, resolver: resolver)
    }
    return entry
  }

  private mutating func survey(
    _ mechanism: Mechanism, _ entry: inout RecordSurvey.Entry, path: [DomainName], resolver: some Resolver
  ) async {
    switch mechanism {
    case .all: entry.matchesEveryClient = true
    case .ip4(let network): entry.networks = [.init(network: network, host: nil, ttl: nil)]
    case .ip6(let network):
      if let network = network.network {
        entry.networks = [.init(network: network, host: nil, ttl: nil)]
      } else {
        entry.note = "an IPv4-mapped network matches no client; write ip4:"
      }
    case .include(let spec): await descend(into: spec, &entry, path: path, resolver: resolver)
    case .a(let spec, let lengths):
      guard let target = target(spec, &entry, path: path) else { return }
      await addresses(of: target, lengths, &entry, resolver: resolver)
    case .mx(let spec, let lengths):
      guard let target = target(spec, &entry, path: path) else { return }
      await exchanges(of: target, lengths, &entry, resolver: resolver)
    case .ptr: entry.note = "depends on the client's reverse name"
    case .exists(let spec):
      guard let target = target(spec, &entry, path: path) else { return }
      let question = DNSQuestion(target, .a)
      switch await ask(question, resolver).status {
      case .records:
        entry.note = "\(target) exists: matches every client"
        entry.matchesEveryClient = true
      case .failure(let failure): note(failure, question, &entry)
      case .noData, .noName: voids += 1
      }
    }
  }

  private mutating func descend(
    into spec: DomainSpec, _ entry: inout RecordSurvey.Entry, path: [DomainName], resolver: some Resolver
  ) async {
    guard let target = target(spec, &entry, path: path) else { return }
    guard !path.contains(target) else {
      entry.note = "refers back to \(target): no check can get past this term"
      entry.error = .permerror
      isIncomplete = true
      return
    }
    guard lookups <= Self.greatestLookups, networks <= Self.mostNetworks else {
      isIncomplete = true
      return
    }
    let nested = await node(target, path: path, resolver: resolver)
    if nested.answer.status == .noName || nested.answer.status == .noData { voids += 1 }
    entry.nested = [nested]
  }

  private func target(
    _ spec: DomainSpec?, _ entry: inout RecordSurvey.Entry, path: [DomainName]
  ) -> DomainName? {
    guard let spec else { return path.last }
    guard spec.isConstant else {
      entry.note = "depends on the message (macro)"
      return nil
    }
    if spec.constantName == nil { entry.note = "the target is not a domain name" }
    return spec.constantName
  }

  private mutating func exchanges(
    of target: DomainName, _ lengths: DualCIDRLength, _ entry: inout RecordSurvey.Entry,
    resolver: some Resolver
  ) async {
    let question = DNSQuestion(target, .mx)
    let answer = await ask(question, resolver)
    if case .failure(let failure) = answer.status {
      note(failure, question, &entry)
      return
    }
    guard case .mailExchanges(let list) = answer.records else {
      voids += 1
      entry.note = "\(target) has no mail exchange"
      return
    }
    if list.count > Limits.rfc7208.mailExchanges {
      entry.note = "\(list.count) MX records; more than \(Limits.rfc7208.mailExchanges) give permerror"
      entry.error = .permerror
    }
    if list.allSatisfy({ $0.exchange == .root }) {
      entry.note = "\(target) takes no mail (null MX): matches nobody"
    }
    for exchange in list.prefix(Limits.rfc7208.mailExchanges) where exchange.exchange != .root {
      await addresses(of: exchange.exchange, lengths, &entry, resolver: resolver)
    }
  }

  private mutating func addresses(
    of name: DomainName, _ lengths: DualCIDRLength, _ entry: inout RecordSurvey.Entry, resolver: some Resolver
  ) async {
    var found = false
    for type in [DNSRecordType.a, .aaaa] {
      let question = DNSQuestion(name, type)
      let answer = await ask(question, resolver)
      if case .failure(let failure) = answer.status { note(failure, question, &entry) }
      guard case .addresses(let list) = answer.records else { continue }
      found = true
      for address in list {
        let length = lengths.length(for: address.family)
        guard let network = IPNetwork(address: address, prefixLength: length) else { continue }
        entry.networks.append(.init(network: network, host: name, ttl: answer.ttl))
      }
    }
    // Without an answer nobody knows whether there is one.
    guard !found, entry.error != .temperror else { return }
    voids += 1
    if entry.note == nil { entry.note = "\(name) has no address" }
  }

  private func note(_ failure: DNSFailure, _ question: DNSQuestion, _ entry: inout RecordSurvey.Entry) {
    entry.note = "\(question): \(failure)"
    entry.error = .temperror
  }

  private mutating func count(_ entry: inout RecordSurvey.Entry) {
    lookups += 1
    entry.lookupNumber = lookups
  }

  private mutating func ask(_ question: DNSQuestion, _ resolver: some Resolver) async -> DNSAnswer {
    let answer = await resolver.answer(to: question)
    leastTTL = min(leastTTL, answer.ttl)
    return answer
  }
}
