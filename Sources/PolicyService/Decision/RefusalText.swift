internal import SPF

/// The text of a refusal: the sentence of policyd-spf, then what it does not say in parentheses.
///
/// It is never longer than ``ReplyConfiguration/room(besideRecipient:)``: the words of the domain's owner are
/// cut first, then left out, then the parentheses are; at last the sentence itself is cut.
struct RefusalText {
  let rules: RuleSet
  let outcome: CheckOutcome
  let request: PolicyRequest
  /// Whether the domain is one of ``PolicyConfiguration/strictDomains``: then it is not the domain's owner who refuses.
  var isStrict = false
  /// Whether the refusal is for now.
  var isDeferred = false

  /// Who makes links, if they can be kept.
  var links: LinkDesk?

  private var configuration: PolicyConfiguration { rules.configuration }

  var octets: [UInt8] {
    let room = ReplyConfiguration.room(besideRecipient: request.value(.recipient).count)
    var out: [UInt8] = []
    out.reserveCapacity(ReplyConfiguration.maximumLength)
    configuration.reply.message.append(to: &out) { placeholder, out in
      switch placeholder {
      case .rejectOrDefer: out.append(isDeferred ? "deferred" : "rejected")
      case .reason where isStrict:
        out.append("Receiver policy for SPF ")
        out.append(Words.capitalized(outcome.result))
      case .reason: Words.appendReason(of: outcome, to: &out)
      case .url: appendURL(to: &out)
      case .scope, .identity, .client, .receiver: break
      }
    }
    guard out.count <= room else {
      out.removeSubrange((room - 3)...)
      out.append("...")
      return out
    }
    if configuration.reply.hasDetails { appendDetails(to: &out, room: room - out.count - 3) }
    return out
  }

  private func appendURL(to out: inout [UInt8]) {
    if let base = configuration.reply.whyURL, let token = token {
      out.append(contentsOf: base.utf8)
      out.append("/why/")
      out.append(contentsOf: token.utf8)
      return
    }
    configuration.reply.url.append(to: &out) { placeholder, out in
      let start = out.count
      switch placeholder {
      case .scope: out.append(outcome.identity.scope == .mailFrom ? "mfrom" : "helo")
      case .identity:
        if outcome.identity.scope == .mailFrom {
          // The escapes of SafeText are not for a URL: octets are percent-encoded as they came.
          let sender = request.value(.sender).prefix(Words.maximumPathLength)
          let at = sender.lastIndex(of: UInt8(ascii: "@")) ?? sender.endIndex
          out.append(contentsOf: sender[..<at])
          for octet in sender[at...] { out.append(SafeText.lowercased(octet)) }
        } else {
          for octet in outcome.identity.helo.prefix(Words.maximumNameLength) {
            out.append(SafeText.lowercased(octet))
          }
        }
      case .client: outcome.client.appendText(to: &out)
      case .receiver: Words.appendReceiver(of: request, isHidden: configuration.hidesReceiver, to: &out)
      case .rejectOrDefer, .reason, .url: break
      }
      Self.percentEncode(&out, from: start)
    }
  }

  private var token: String? {
    guard let links else { return nil }
    func text(_ append: (inout [UInt8]) -> Void) -> String {
      var out: [UInt8] = []
      append(&out)
      return String(decoding: out, as: UTF8.self)
    }
    let scope = outcome.identity.scope
    let subject = RefusalLink.Subject(
      scope: scope,
      identity: text {
        scope == .mailFrom
          ? Words.appendPath(request.value(.sender), to: &$0) : Words.appendHelo(outcome, to: &$0)
      }, client: outcome.client, helo: text { Words.appendHelo(outcome, to: &$0) },
      recipientDomain: text {
        Words.appendReceiver(of: request, isHidden: configuration.hidesReceiver, to: &$0)
      })
    return links.token(
      for: subject, receiver: SafeText.string(Array(configuration.hostName.utf8)[...]),
      lifetime: configuration.reply.linkLifetime)
  }

  /// What a URL's query may hold and no reader of the old one stumbles over: unreserved, "@" and ":"
  /// (RFC 3986 section 3.4).
  private static func isPlain(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: "@"), UInt8(ascii: ":"):
      true
    default: false
    }
  }

  private static func percentEncode(_ out: inout [UInt8], from start: Int) {
    guard !out[start...].allSatisfy(isPlain) else { return }
    let value = Array(out[start...])
    out.removeSubrange(start...)
    for octet in value {
      if isPlain(octet) {
        out.append(octet)
      } else {
        out.append(UInt8(ascii: "%"))
        out.append(SafeText.hexadecimal(octet >> 4))
        out.append(SafeText.hexadecimal(octet & 15))
      }
    }
  }

  private func appendDetails(to out: inout [UInt8], room: Int) {
    var details: [UInt8] = []
    appendFinding(to: &details)
    guard details.count <= room else { return }
    out.append(" (")
    out.append(contentsOf: details)
    if outcome.result == .fail, let explanation = outcome.explanation {
      appendExplanation(explanation, room: room - details.count, to: &out)
    }
    out.append(")")
  }

  private func appendFinding(to out: inout [UInt8]) {
    switch outcome.result {
    case .neutral:
      appendDomain(to: &out)
      out.append(" does not say whether ")
      outcome.client.appendText(to: &out)
      out.append(" may send for it")
    case .fail, .softfail:
      outcome.client.appendText(to: &out)
      out.append(
        outcome.result == .fail ? " is not allowed to send for " : " is probably not allowed to send for ")
      appendDomain(to: &out)
    case .none, .pass, .temperror, .permerror:
      outcome.client.appendText(to: &out)
      out.append(" could not be checked for ")
      appendDomain(to: &out)
      return
    }
    guard let matched = outcome.matched else {
      out.append(": no term matched")
      return
    }
    out.append(": \"")
    Words.appendTerm(matched, to: &out)
    out.append("\"")
    if matched.domain != outcome.identity.domain {
      out.append(" of ")
      SafeText.append(Array(matched.domain.description.utf8)[...], to: &out)
    }
    out.append(" decided")
  }

  private func appendDomain(to out: inout [UInt8]) {
    Words.appendName(outcome.identity.domainText[...], to: &out)
  }

  /// The words of the domain's owner, as such. Quotation marks in them become apostrophes, so that they
  /// cannot end the quotation.
  private func appendExplanation(_ explanation: Explanation, room: Int, to out: inout [UInt8]) {
    var words: [UInt8] = []
    words.append(". ")
    SafeText.append(Array(explanation.domain.description.utf8)[...], to: &words)
    words.append(" explains: \"")
    let left = room - words.count - 1
    // Less than this says nothing.
    guard left >= 20 else { return }
    var text: [UInt8] = []
    SafeText.append(Array(explanation.text.utf8)[...], to: &text)
    for index in text.indices where text[index] == UInt8(ascii: "\"") { text[index] = UInt8(ascii: "'") }
    if text.count > left || explanation.isTruncated {
      text.removeSubrange(min(text.count, left - 3)...)
      text.append("...")
    }
    out.append(contentsOf: words)
    out.append(contentsOf: text)
    out.append("\"")
  }
}
