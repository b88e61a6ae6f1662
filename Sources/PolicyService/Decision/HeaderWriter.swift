internal import SPF

/// Writes header fields on one line, as a policy service gives them to Postfix.
struct HeaderWriter: Sendable {
  let rules: RuleSet
  private var configuration: PolicyConfiguration { rules.configuration }

  /// The header field of the kind wanted; `Received-SPF` if none is, for the log.
  func append(_ outcome: CheckOutcome, of request: PolicyRequest, to out: inout [UInt8]) {
    switch configuration.header.kind {
    case .receivedSPF, .none: appendReceivedSPF(outcome, of: request, to: &out)
    case .authenticationResults: appendAuthenticationResults(outcome, of: request, to: &out)
    }
  }

  /// `Received-SPF` (RFC 7208 section 9.1), beginning as policyd-spf writes it, with the keys it leaves out.
  private func appendReceivedSPF(
    _ outcome: CheckOutcome, of request: PolicyRequest, to out: inout [UInt8]
  ) {
    out.append("Received-SPF: ")
    out.append(Words.capitalized(outcome.result))
    out.append(" (")
    if outcome.identity.scope == .mailFrom {
      out.append("mailfrom")
    } else {
      FieldText.appendComment(to: &out) { Words.appendReason(of: outcome, to: &$0) }
    }
    out.append(") identity=")
    out.append(outcome.identity.scope == .mailFrom ? "mailfrom" : "helo")
    out.append("; client-ip=")
    FieldText.appendValue(to: &out) { outcome.client.appendText(to: &$0) }
    out.append("; helo=")
    FieldText.appendValue(to: &out) { Words.appendHelo(outcome, to: &$0) }
    out.append("; envelope-from=")
    FieldText.appendQuoted(to: &out) { Words.appendSender(of: request, to: &$0) }
    out.append("; receiver=")
    FieldText.appendValue(to: &out) {
      Words.appendReceiver(of: request, isHidden: configuration.hidesReceiver, to: &$0)
    }
    if let matched = outcome.matched {
      out.append("; mechanism=")
      FieldText.appendValue(to: &out) { Words.appendTerm(matched, to: &$0) }
    } else if outcome.result == .neutral {
      out.append("; mechanism=default")
    }
    if outcome.result == .permerror || outcome.result == .temperror {
      out.append("; problem=")
      FieldText.appendQuoted(to: &out) { Words.appendProblem(of: outcome, to: &$0) }
    }
  }

  /// `Authentication-Results` (RFC 8601), as policyd-spf writes it.
  private func appendAuthenticationResults(
    _ outcome: CheckOutcome, of request: PolicyRequest, to out: inout [UInt8]
  ) {
    appendAuthenticationResultsStart(to: &out)
    out.append("spf=")
    out.append(Words.lowercase(outcome.result))
    out.append(" (")
    FieldText.appendComment(to: &out) { Words.appendReason(of: outcome, to: &$0) }
    if outcome.identity.scope == .mailFrom {
      out.append(") smtp.mailfrom=")
      FieldText.appendToken(to: &out) { Words.appendName(outcome.identity.domainText[...], to: &$0) }
    } else {
      out.append(") smtp.helo=")
      FieldText.appendToken(to: &out) { Words.appendHelo(outcome, to: &$0) }
    }
    out.append(" (")
    FieldText.appendComment(to: &out) { comment in
      comment.append("client-ip=")
      outcome.client.appendText(to: &comment)
      comment.append("; helo=")
      Words.appendHelo(outcome, to: &comment)
      comment.append("; envelope-from=")
      Words.appendSender(of: request, to: &comment)
      comment.append("; receiver=")
      Words.appendReceiver(of: request, isHidden: configuration.hidesReceiver, to: &comment)
    }
    out.append(")")
  }

  private func appendAuthenticationResultsStart(to out: inout [UInt8]) {
    out.append("Authentication-Results: ")
    FieldText.appendToken(to: &out) {
      SafeText.append(
        Array(configuration.header.authservID.utf8)[...].prefix(Words.maximumNameLength), to: &$0)
    }
    out.append("; ")
  }

  /// The header field of a client that is not checked: `X-Comment`, or `none` (RFC 8601 section 2.2).
  func appendExempt(_ reason: StaticString, of request: PolicyRequest, to out: inout [UInt8]) {
    if configuration.header.kind == .authenticationResults {
      appendAuthenticationResultsStart(to: &out)
      out.append("none (")
      out.append(reason)
      out.append(" ")
      FieldText.appendComment(to: &out) { appendRequest(request, to: &$0) }
      out.append(")")
    } else {
      out.append("X-Comment: ")
      out.append(reason)
      appendRequest(request, to: &out)
      out.append(" ")
    }
  }

  private func appendRequest(_ request: PolicyRequest, to out: inout [UInt8]) {
    out.append("client-ip=")
    SafeText.append(request.value(.clientAddress), to: &out)
    out.append("; helo=")
    Words.appendName(request.value(.heloName), to: &out)
    out.append("; envelope-from=")
    Words.appendPath(request.value(.sender), to: &out)
    out.append("; receiver=")
    Words.appendReceiver(of: request, isHidden: configuration.hidesReceiver, to: &out)
  }
}
