internal import SPF

/// The words by which policyd-spf and its readers know results.
enum Words {
  /// The result with a capital, as in its header fields and log lines.
  static func capitalized(_ result: SPFResult) -> StaticString {
    switch result {
    case .none: "None"
    case .neutral: "Neutral"
    case .pass: "Pass"
    case .fail: "Fail"
    case .softfail: "Softfail"
    case .temperror: "Temperror"
    case .permerror: "Permerror"
    }
  }

  /// The result in lower case.
  static func lowercase(_ result: SPFResult) -> StaticString {
    switch result {
    case .none: "none"
    case .neutral: "neutral"
    case .pass: "pass"
    case .fail: "fail"
    case .softfail: "softfail"
    case .temperror: "temperror"
    case .permerror: "permerror"
    }
  }

  /// The reason. For an error, the problem is added.
  static func appendReason(of outcome: CheckOutcome, to out: inout [UInt8]) {
    switch outcome.result {
    case .none: out.append("no SPF record")
    case .neutral: out.append("access neither permitted nor denied")
    case .pass: out.append("sender SPF authorized")
    case .fail: out.append("SPF fail - not authorized")
    case .softfail: out.append("domain owner discourages use of this host")
    case .temperror:
      out.append("SPF Temporary Error: ")
      appendProblem(of: outcome, to: &out)
    case .permerror:
      out.append("SPF Permanent Error: ")
      appendProblem(of: outcome, to: &out)
    }
  }

  /// The longest description of a problem that is passed on, in octets.
  static let maximumProblemLength = 160

  static func appendProblem(of outcome: CheckOutcome, to out: inout [UInt8]) {
    guard let problem = outcome.problem else {
      out.append("no particulars")
      return
    }
    appendLimited(Array(problem.description.utf8)[...], limit: maximumProblemLength, to: &out)
  }

  /// Appends text made safe; if it has more than `limit` octets, the first of them and "...".
  static func appendLimited(_ text: ArraySlice<UInt8>, limit: Int, to out: inout [UInt8]) {
    if text.count <= limit {
      SafeText.append(text, to: &out)
    } else {
      SafeText.append(text.prefix(limit), to: &out)
      out.append("...")
    }
  }

  /// The longest term that is passed on, in octets.
  static let maximumTermLength = 100

  /// The term that decided, as published, shortened.
  static func appendTerm(_ matched: MatchedTerm, to out: inout [UInt8]) {
    appendLimited(matched.octets, limit: maximumTermLength, to: &out)
  }

  /// The recipient's domain, as header fields, replies and log lines name the receiver.
  static func appendReceiver(
    of request: PolicyRequest, isHidden: Bool, to out: inout [UInt8]
  ) {
    if isHidden {
      out.append("<UNKNOWN>")
      return
    }
    let recipient = request.value(.recipient)
    if recipient.isEmpty {
      out.append("none")
    } else if let at = recipient.lastIndex(of: UInt8(ascii: "@")) {
      appendName(recipient[(at + 1)...], to: &out)
    } else {
      // Local recipients need not be qualified.
      SafeText.append(recipient.prefix(maximumNameLength), to: &out)
    }
  }

  /// The longest host or domain name that is passed on, in octets.
  static let maximumNameLength = 255
  /// The longest reverse-path that is passed on (RFC 5321 section 4.5.3.1: 64, "@", 255).
  static let maximumPathLength = 320

  /// A host or domain name: in lower case, U-labels as A-labels (RFC 8616 section 4). What is no name, and
  /// what is too long for one, is made safe and shortened.
  static func appendName(_ name: ArraySlice<UInt8>, to out: inout [UInt8]) {
    if name.contains(where: { $0 >= 0x80 }), name.count <= maximumNameLength,
      let domain = Identity.helo(utf8: Array(name)).domain
    {
      SafeText.append(Array(domain.description.utf8)[...], to: &out)
    } else {
      SafeText.appendLowercased(name.prefix(maximumNameLength), to: &out)
    }
  }

  /// The HELO name.
  static func appendHelo(_ outcome: CheckOutcome, to out: inout [UInt8]) {
    appendName(outcome.identity.helo[...], to: &out)
  }

  /// The reverse-path: the local part as given, the domain as a name.
  static func appendPath(_ path: ArraySlice<UInt8>, to out: inout [UInt8]) {
    // A name that was cut off would be another name: what is too long is not taken for a path.
    guard path.count <= maximumPathLength, let at = path.lastIndex(of: UInt8(ascii: "@")) else {
      SafeText.append(path.prefix(maximumPathLength), to: &out)
      return
    }
    SafeText.append(path[...at], to: &out)
    appendName(path[(at + 1)...], to: &out)
  }

  /// The reverse-path of a request, the null one as `<>`.
  static func appendSender(of request: PolicyRequest, to out: inout [UInt8]) {
    let sender = request.value(.sender)
    if sender.isEmpty { out.append("<>") } else { appendPath(sender, to: &out) }
  }
}
