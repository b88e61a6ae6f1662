import SPF

/// Macro expansion: the lines of the input are the HELO name, the sender, the client's address, the client's reverse name,
/// and then a macro-string, which is expanded as the target of `exists` and as an explanation.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMacroExpander(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  let lines = input.split(separator: UInt8(ascii: "\n"), maxSplits: 4, omittingEmptySubsequences: false)
  guard lines.count == 5 else { return 0 }
  let client = IPAddress(utf8: lines[2]) ?? IPAddress(ipv4: 0xc000_0207)
  let request = CheckRequest(
    .mailFrom(utf8: Array(lines[1]), helo: Array(lines[0])), client: client, receiver: "mx.example.org",
    timestamp: 1_767_225_600, isTraced: true)
  let pointer = DomainName(presentation: lines[3])
  let string = Array(lines[4])

  let target = Array("v=spf1 exists:".utf8) + string + Array(" -all".utf8)
  let first = check(request, MacroResolver(record: target, explanation: [], pointer: pointer))
  let again = check(request, MacroResolver(record: target, explanation: [], pointer: pointer))
  let names = first.trace?.terms.map(\.targetName) ?? []
  precondition(names == again.trace?.terms.map(\.targetName) ?? [])
  // A length octet comes before each label.
  for name in names { precondition((name?.wire.count ?? 0) <= DomainName.maximumLength + 1) }

  let record = Array("v=spf1 -all exp=why.example.com".utf8)
  let second = check(request, MacroResolver(record: record, explanation: string, pointer: pointer))
  if let explanation = second.explanation {
    precondition(explanation.text.utf8.count <= Limits.rfc7208.explanationLength)
    precondition(explanation.text.utf8.allSatisfy { (0x20...0x7e).contains($0) })
    // Without a macro a text stands for itself.
    if !string.contains(UInt8(ascii: "%")), !explanation.isTruncated {
      precondition(Array(explanation.text.utf8) == string)
    }
  }
  return 0
}

private func check(_ request: CheckRequest, _ resolver: MacroResolver) -> CheckOutcome {
  guard let outcome = Evaluator().checkAtHand(request, resolver: resolver) else {
    preconditionFailure("every answer is at hand")
  }
  return outcome
}

/// One record for every domain but `why.example.com`, and one reverse name that is that of every client.
private struct MacroResolver: ImmediateResolver {
  let record: [UInt8]
  let explanation: [UInt8]
  let pointer: DomainName?

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    answerAtHand(to: question) ?? .failure(.timeout)
  }

  func answerAtHand(to question: DNSQuestion) -> DNSAnswer? {
    switch question.type {
    case .txt:
      let text = question.name == DomainName("why.example.com") ? explanation : record
      return DNSAnswer(records: .texts([TextRecord(strings: [text])]), ttl: 60)
    case .ptr: return pointer.map { DNSAnswer(records: .names([$0]), ttl: 60) } ?? .noName(ttl: 60)
    case .a where question.name == pointer:
      return DNSAnswer(records: .addresses([IPAddress(ipv4: 0xc000_0207)]), ttl: 60)
    default: return .noName(ttl: 60)
    }
  }
}
