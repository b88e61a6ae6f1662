import SPF

/// A whole check_host(): the lines of the input are the HELO name, the sender, the client's address and then
/// TXT records and other answers, dealt out in turn. With and without a trace, and by a plan, the outcome must be the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCheckHost(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  let lines = input.split(separator: UInt8(ascii: "\n"), maxSplits: 64, omittingEmptySubsequences: false)
  guard lines.count > 3 else { return 0 }
  let client =
    IPAddress(utf8: lines[2])
    ?? (lines[2].count % 2 == 0
      ? IPAddress(ipv4: 0xc000_0207) : IPAddress(ipv6High: 0x2001_0db8 << 32, low: 7))
  let identity = Identity.mailFrom(utf8: Array(lines[1]), helo: Array(lines[0]))
  let answers = lines[3...].map { Array($0) }
  let plain = run(CheckRequest(identity, client: client, receiver: "mx.example.org"), answers)
  let traced = run(
    CheckRequest(identity, client: client, receiver: "mx.example.org", isTraced: true), answers)
  let planned = run(
    CheckRequest(identity, client: client, receiver: "mx.example.org"), answers, isPlanned: true)
  precondition(plain.result == planned.result)
  precondition(plain.counters == planned.counters)
  precondition(plain.matched?.text == planned.matched?.text)
  precondition(plain.matched?.domain == planned.matched?.domain)
  precondition(plain.origin?.depth == planned.origin?.depth)
  precondition(plain.ttl == planned.ttl)
  precondition(plain.explanation == planned.explanation)
  precondition(plain.problem == planned.problem)
  precondition(plain.result == traced.result)
  precondition(plain.counters == traced.counters)
  precondition(plain.matched?.text == traced.matched?.text)
  precondition(plain.explanation == traced.explanation)
  precondition(plain.trace == nil && traced.trace?.result == traced.result)
  precondition(plain.counters.lookups <= Limits.rfc7208.lookups + 1)
  precondition(plain.counters.questions <= 1 + 10 * 21 + 12)
  if let explanation = plain.explanation {
    precondition(explanation.text.utf8.count <= 500)
    precondition(explanation.text.utf8.allSatisfy { (0x20...0x7e).contains($0) })
  }
  if let problem = plain.problem {
    precondition(problem.description.utf8.allSatisfy { (0x20...0x7e).contains($0) })
  }
  return 0
}

private func run(_ request: CheckRequest, _ answers: [[UInt8]], isPlanned: Bool = false) -> CheckOutcome {
  let resolver = DealtResolver(answers, isPlanned: isPlanned)
  guard let outcome = Evaluator().checkAtHand(request, resolver: resolver) else {
    preconditionFailure("every answer is at hand")
  }
  return outcome
}

/// Deals its lines out by the name asked for, so that the same question has the same answer.
private struct DealtResolver: ImmediateResolver {
  let lines: [[UInt8]]
  let isPlanned: Bool

  init(_ lines: [[UInt8]], isPlanned: Bool) {
    self.lines = lines
    self.isPlanned = isPlanned
  }

  func plan(for identity: borrowing Identity) -> PlanAtHand {
    guard isPlanned, let domain = identity.domain else { return .none }
    var planner = RecordPlanner(
      now: 1,
      answer: { question in
        answerAtHand(to: question).map { ($0, 1 + UInt64($0.ttl) * 1_000_000_000) }
      }, existing: { _ in nil })
    return planner.plan(for: domain).map { PlanAtHand($0, at: 1) } ?? .none
  }

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    answerAtHand(to: question) ?? .failure(.timeout)
  }

  func answerAtHand(to question: DNSQuestion) -> DNSAnswer? {
    // The hash of a name differs from run to run; its octets do not.
    let sum = question.name.wire.reduce(Int(question.type.rawValue)) { ($0 &* 31 &+ Int($1)) & 0xffff }
    let line = lines[sum % lines.count]
    switch line.first {
    case UInt8(ascii: "!"): return .failure(.serverFailure)
    case UInt8(ascii: "-"): return .noData(ttl: 1)
    case UInt8(ascii: "/"): return .noName(ttl: 1)
    default: break
    }
    switch question.type {
    case .txt:
      let strings = line.split(separator: UInt8(ascii: "|")).map { TextRecord(strings: [Array($0)]) }
      return DNSAnswer(records: .texts(strings), ttl: 60)
    case .a: return DNSAnswer(records: .addresses([IPAddress(ipv4: UInt32(sum) | 0xc000_0200)]), ttl: 60)
    case .aaaa:
      return DNSAnswer(
        records: .addresses([IPAddress(ipv6High: 0x2001_0db8 << 32, low: UInt64(sum))]), ttl: 60)
    case .mx:
      let hosts = names(line).map { MailExchange(preference: 1, exchange: $0) }
      return DNSAnswer(records: .mailExchanges(hosts), ttl: 60)
    case .ptr, .ns, .soa, .spf: return DNSAnswer(records: .names(names(line)), ttl: 60)
    }
  }

  private func names(_ line: [UInt8]) -> [DomainName] {
    line.split(separator: UInt8(ascii: " ")).prefix(20).compactMap { DomainName(presentation: $0) }
  }
}
