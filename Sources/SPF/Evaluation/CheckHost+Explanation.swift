/// `exp` (RFC 7208 section 6.2). Whatever goes wrong here costs the explanation and nothing else.
extension CheckHost {
  /// Looks up the TXT record that `exp` of the deciding record refers to.
  mutating func lookUpExplanation() {
    guard let index = frame.record.explanationIndex,
      case .modifier(.explanation(let spec)) = frame.record.terms[index].content
    else {
      phase = .done
      return
    }
    // The text has been fetched and waits for %{p}.
    if let text = explanationText { return explain(text) }
    if spec.needsValidatedName, validatedNames == nil { return lookUpPointers() }
    guard !cannotExpand(spec), let target = targetName(of: spec) else {
      phase = .done
      return
    }
    ask(target, .txt, then: .explanation)
  }

  /// One TXT record, an explain-string without a syntax error (6.2).
  mutating func receiveExplanation(_ answer: DNSAnswer, _ question: DNSQuestion) {
    var text: MacroString?
    var reason = Reasons.explanation
    if answer.status != .records {
      reason = Reasons.noExplanation
    } else if case .texts(let texts) = answer.records, texts.count == 1 {
      text = MacroParser.explanation(texts[0].joined)
      if text == nil { reason = Reasons.malformedExplanation }
    } else {
      reason = Reasons.severalExplanations
    }
    tracer?.explanation(
      LookupTrace(question: question, answer: answer), verdict: text == nil ? .noMatch : .match, reason)
    guard let text else {
      phase = .done
      return
    }
    explain(text)
  }

  private mutating func explain(_ text: MacroString) {
    if text.contains(anyOf: [.validatedName]), validatedNames == nil {
      explanationText = text
      phase = .explaining
      return lookUpPointers()
    }
    phase = .done
    if text.contains(anyOf: [.sender, .localPart, .senderDomain, .helo]) { dependsOnSender = true }
    let expanded = expander.explanation(text)
    // Macros can bring in what the record itself could not: 6.2 limits the whole to US-ASCII, and control
    // characters have no place in a reply or a log.
    let kept = expanded.prefix(max(limits.explanationLength, 0))
    let ascii = kept.map { (0x20...0x7e).contains($0) ? $0 : UInt8(ascii: "?") }
    explanation = Explanation(
      text: String(decoding: ascii, as: UTF8.self), domain: frame.domain,
      isTruncated: kept.count < expanded.count)
  }
}
