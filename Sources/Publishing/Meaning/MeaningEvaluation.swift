internal import SPF

/// check_host() (RFC 7208 section 4) for all addresses at once; it has the shape of the evaluator's, and a test
/// holds the two against each other.
struct MeaningEvaluation<R: Resolver> {
  /// Addresses that left a record with a result which is no error.
  struct Leaving {
    let flow: Flow
    let result: SPFResult
    let place: TermPlace?
  }

  let checked: DomainName
  let limits: Limits
  let resolver: R
  var pieces: [MeaningPiece] = []
  var answers: [(question: DNSQuestion, answer: DNSAnswer)] = []
  private var answered: [DNSQuestion: DNSAnswer] = [:]
  /// Records entered and terms that split the ways.
  private var effort = 0
  private static var greatestEffort: Int { 10_000 }

  init(checked: DomainName, limits: Limits, resolver: R) {
    self.checked = checked
    self.limits = limits
    self.resolver = resolver
  }

  mutating func run() async throws(MeaningError) {
    let all = Flow(addresses: .everything)
    for left in try await evaluate(checked, [all], caller: nil) {
      add(left.flow, .result(left.result), left.place, nil)
    }
    pieces = Self.joined(pieces)
  }

  /// The record of `domain`; gives what leaves it. `caller` is the term that refers to it.
  private mutating func evaluate(
    _ domain: DomainName, _ entering: [Flow], caller: TermPlace?
  ) async throws(MeaningError) -> [Leaving] {
    guard !entering.isEmpty else { return [] }
    try spend(entering.count)
    let question = DNSQuestion(domain, .txt)
    let answer = await ask(question)
    let record: SPFRecord
    switch (answer.status, answer.selection) {
    case (.failure(let failure), _):
      end(entering, .temperror, caller, Problem(.dns(failure), domain: domain, question: question))
      return []
    case (_, .record(let found)): record = found
    case (_, .several):
      end(entering, .permerror, caller, Problem(.multipleRecords, domain: domain))
      return []
    case (_, .invalid(let error, let text)):
      let term = Printable.ascii(text[error.term].prefix(64))
      end(entering, .permerror, caller, Problem(.syntax(error), domain: domain, term: term))
      return []
    case (_, .none):
      if let caller {
        let problem = Problem(
          .targetWithoutRecord, domain: caller.domain, term: caller.text, question: question)
        end(entering, .permerror, caller, problem)
      } else {
        let code = answer.status == .noName ? Problem.Code.domainDoesNotExist : .noRecord
        end(entering, .none, nil, Problem(code, domain: domain))
      }
      return []
    }
    return try await evaluate(record, of: domain, entering)
  }

  private mutating func evaluate(
    _ record: SPFRecord, of domain: DomainName, _ entering: [Flow]
  ) async throws(MeaningError) -> [Leaving] {
    var flows = entering
    var leaving: [Leaving] = []
    var hasAll = false
    for (index, term) in record.terms.enumerated() {
      guard let directive = term.directive else { continue }
      if flows.isEmpty { break }
      let result = directive.qualifier.result
      var matched: [Flow] = []
      let place = TermPlace(domain, record.text(ofTerm: index))
      switch directive.mechanism {
      case .all:
        hasAll = true
        matched = flows
        flows = []
      case .ip4(let network):
        matched = Flow.take(network, from: &flows)
      case .ip6(let network):
        if let network = network.network { matched = Flow.take(network, from: &flows) }
      case .include(let spec):
        count(&flows, place)
        let inner = try await refer(to: spec, &flows, place, byRedirect: false)
        for left in inner {
          if left.result == .pass {
            leaving.append(Leaving(flow: left.flow, result: result, place: left.place))
          } else {
            flows.append(left.flow)
          }
        }
      case .a, .mx, .ptr, .exists:
        count(&flows, place)
        matched = try await look(directive.mechanism, &flows, place)
      }
      if directive.mechanism.causesLookup { flows = Flow.merged(flows) }
      for flow in Flow.merged(matched) { leaving.append(Leaving(flow: flow, result: result, place: place)) }
      if hasAll { break }
    }
    guard !flows.isEmpty else { return leaving }
    guard let index = record.redirectIndex, case .modifier(.redirect(let spec)) = record.terms[index].content
    else { return leaving + flows.map { Leaving(flow: $0, result: .neutral, place: nil) } }
    let place = TermPlace(domain, record.text(ofTerm: index))
    count(&flows, place)
    return try await leaving + refer(to: spec, &flows, place, byRedirect: true)
  }

  /// `include` (5.2) and `redirect` (6.1); nothing stays in `flows`.
  private mutating func refer(
    to spec: DomainSpec, _ flows: inout [Flow], _ place: TermPlace, byRedirect: Bool
  ) async throws(MeaningError) -> [Leaving] {
    var leaving: [Leaving] = []
    for (target, part) in byTarget(spec, flows, place.domain) {
      switch target {
      case .name(let name): leaving += try await evaluate(name, part, caller: place)
      case .malformed:
        end(part, .permerror, place, Problem(.malformedTarget, domain: place.domain, term: place.text))
      case .dependent: for flow in part { add(flow, .open, place, nil) }
      }
    }
    flows = []
    return leaving
  }

  /// `flows` by the target name, which can be another one for each family (`%{v}`).
  func byTarget(
    _ spec: DomainSpec?, _ flows: [Flow], _ domain: DomainName
  ) -> [(target: TargetWithoutClient, flows: [Flow])] {
    let four = TargetWithoutClient(spec, domain: domain, checked: checked, family: .ipv4)
    let six = TargetWithoutClient(spec, domain: domain, checked: checked, family: .ipv6)
    if four == six { return [(four, flows)] }
    return [(four, Self.members(of: .ipv4, flows)), (six, Self.members(of: .ipv6, flows))]
  }

  static func members(of family: IPAddress.Family, _ flows: [Flow]) -> [Flow] {
    flows.compactMap { flow in
      let set = flow.addresses.members(of: family)
      return set.isEmpty ? nil : Flow(addresses: set, state: flow.state)
    }
  }

  // MARK: Counting and ending

  /// Counts a term that causes DNS queries (4.6.4).
  private mutating func count(_ flows: inout [Flow], _ place: TermPlace) {
    for index in flows.indices { flows[index].state.lookups += 1 }
    let spent = flows.filter { $0.state.lookups > limits.lookups }
    guard !spent.isEmpty else { return }
    end(
      spent, .permerror, place,
      Problem(.lookupLimit(limits.lookups), domain: place.domain, term: place.text))
    flows.removeAll { $0.state.lookups > limits.lookups }
  }

  /// Counts a void lookup (4.6.4), and gives those that go on.
  mutating func countVoid(_ flows: [Flow], _ place: TermPlace, _ question: DNSQuestion?, _ number: Int = 1)
    -> [Flow]
  {
    var rest: [Flow] = []
    for var flow in flows {
      flow.state.voidLookups += number
      if flow.state.voidLookups <= limits.voidLookups {
        rest.append(flow)
        continue
      }
      let code = Problem.Code.voidLookupLimit(limits.voidLookups)
      end(
        [flow], .permerror, place,
        Problem(code, domain: place.domain, term: place.text, question: question))
    }
    return rest
  }

  /// The evaluation ends with an error, or with none.
  mutating func end(_ flows: [Flow], _ result: SPFResult, _ place: TermPlace?, _ problem: Problem) {
    for flow in flows { add(flow, .result(result), place, problem) }
  }

  mutating func add(
    _ flow: Flow, _ outcome: MeaningPiece.Outcome, _ place: TermPlace?, _ problem: Problem?
  ) {
    guard !flow.addresses.isEmpty else { return }
    pieces.append(
      MeaningPiece(
        addresses: flow.addresses, conditions: flow.state.conditions, outcome: outcome, place: place,
        problem: problem))
  }

  /// `pieces` with those in one that differ in the addresses only.
  private static func joined(_ pieces: [MeaningPiece]) -> [MeaningPiece] {
    var out: [MeaningPiece] = []
    var indices: [PieceKind: Int] = [:]
    for piece in pieces {
      let kind = PieceKind(
        conditions: piece.conditions, outcome: piece.outcome, place: piece.place, problem: piece.problem)
      if let index = indices[kind] {
        out[index].addresses = out[index].addresses.union(piece.addresses)
      } else {
        indices[kind] = out.count
        out.append(piece)
      }
    }
    return out
  }

  mutating func spend(_ amount: Int) throws(MeaningError) {
    effort += amount
    guard effort <= Self.greatestEffort else {
      throw MeaningError(domain: checked, limit: Self.greatestEffort)
    }
  }

  mutating func ask(_ question: DNSQuestion) async -> DNSAnswer {
    if let answer = answered[question] { return answer }
    let answer = await resolver.answer(to: question)
    answered[question] = answer
    answers.append((question, answer))
    return answer
  }
}
