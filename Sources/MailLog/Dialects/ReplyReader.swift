internal import SPF

/// Reads the words with which a message is refused because of SPF, in whatever program's sentence.
enum ReplyReader {
  /// Whether the words give SPF as the reason. The codes are those of RFC 7372 section 3.2.
  static func speaksOfSPF(_ text: Octets) -> Bool {
    text.speaksOfSPF || text.contains("5.7.23") || text.contains("7.24 ") || text.contains("Why?s=")
  }

  /// Whether it is worth while to ask what a line of any program says.
  static func maySpeakOfSPF(_ text: Octets) -> Bool { text.speaksOfSPF || text.contains("5.7.23") }

  /// What a reply says: its code, the reason and the address behind "Please see".
  static func read(_ text: Octets, _ kind: Statement.Kind, _ reporter: Reporter) -> Statement? {
    // Lines of one reply repeat its code, in the middle of sentences once they are joined.
    if let clean = ReplyLines.joined(text) { return clean.withOctets { readSentence($0, kind, reporter) } }
    return readSentence(text, kind, reporter)
  }

  private static func readSentence(_ text: Octets, _ kind: Statement.Kind, _ reporter: Reporter) -> Statement?
  {
    var statement = Statement(kind, reporter)
    statement.disposition = disposition(text)
    // A policy service that answers a second recipient with the header field of the first.
    if let header = text.after("Received-SPF:"), let told = ReceivedSPFReader.read(header, kind, reporter) {
      let disposition = statement.disposition
      statement = told
      statement.disposition = disposition
      return statement
    }
    let url = WhyURL(text)
    url?.fill(&statement)
    statement.reason = reason(text)
    statement.result = result(text) ?? resultOfCode(text, statement.disposition, hasURL: url != nil)
    SentenceReader.fill(&statement, from: text)
    guard statement.result != nil || url != nil || speaksOfSPF(text) else { return nil }
    return statement
  }

  /// `550 …`, `defer_if_permit …`, or an enhanced code alone.
  static func disposition(_ text: Octets) -> Disposition {
    let words = text.trimmed
    guard let first = words.first else { return .unknown }
    if words.count >= 4, let code = words[0..<3].number, !Octets.isLetter(words[3]),
      words[3] != UInt8(ascii: ".") || code >= 400
    {
      return code >= 500 && code < 600 ? .rejected : code >= 400 && code < 500 ? .deferred : .unknown
    }
    if words.count > 4, words[1] == UInt8(ascii: "."), words.prefix(6).lastPosition(of: ".") ?? 1 > 1 {
      if first == UInt8(ascii: "5") { return .rejected }
      if first == UInt8(ascii: "4") { return .deferred }
    }
    if words.hasPrefixFolded("defer") { return .deferred }
    if words.hasPrefixFolded("reject") { return .rejected }
    return .unknown
  }

  /// The sentence that gives the reason.
  private static func reason(_ text: Octets) -> String? {
    var words = text
    if let behind = text.after(" due to: ") {
      words = behind
    } else if let behind = text.after(" said: ") {
      words = behind
    } else if let behind = text.after("ddress rejected: ") {
      words = behind
    } else if let code = words.position(of: " "), words.prefix(3).number != nil {
      words = words.dropFirst(code + 1)
    }
    for end in [". Please see", " Please see http", ". See http", "; from=<", " (in reply to "]
      as [StaticString]
    {
      if let at = words.firstIndex(of: end) { words = words[0..<at] }
    }
    if words.hasPrefixFolded("defer") || words.hasPrefixFolded("reject ") { words = words.splitToken().rest }
    // The enhanced code says nothing that the result does not.
    if words.count > 6, Octets.isDigit(words[0]), words[1] == UInt8(ascii: "."), Octets.isDigit(words[2]) {
      let (code, rest) = words.splitToken()
      if code.count <= 7 { words = rest }
    }
    return words.hasPrefix("Please see ") ? nil : words.field()
  }

  private static func resultOfCode(_ text: Octets, _ disposition: Disposition, hasURL: Bool) -> SPFResult? {
    if text.contains("5.7.23") { return .fail }
    if text.contains("4.7.24") { return .temperror }
    if text.contains("5.7.24") { return .permerror }
    // An explanation of the domain's own (RFC 7208 section 6.2) is given for nothing but fail.
    return disposition == .rejected && hasURL ? .fail : nil
  }

  /// The result that the words state.
  static func result(_ text: Octets) -> SPFResult? {
    if let behind = text.after("eceiver policy for SPF "), let (result, _) = ResultWord.read(behind) {
      return result
    }
    for (words, result) in sentences where text.contains(words) { return result }
    if let at = text.firstIndexFolded(of: "with result "), let (result, _) = word(text.dropFirst(at + 12)) {
      return result
    }
    var from = 0
    while let at = text.firstIndexFolded(of: "spf", from: from) {
      from = at + 3
      if let result = behindSPF(text.dropFirst(from)) { return result }
    }
    return nil
  }

  private static let sentences: [(StaticString, SPFResult)] = [
    ("SPF fail - not authorized", .fail), ("SPF Permanent Error", .permerror),
    ("permanent error in processing", .permerror),
    ("SPF Temporary Error", .temperror), ("temporary DNS error in processing", .temperror),
    ("domain owner discourages use of this host", .softfail),
    ("access neither permitted nor denied", .neutral),
    ("neither permitted nor denied", .neutral), ("sender SPF authorized", .pass),
    ("authentication failed with a permanent error", .permerror),
    ("authentication failed with a temporary error", .temperror),
    ("SPF record with a soft fail", .softfail), ("SPF lookup failure", .temperror),
    ("SPF lookup failed", .temperror),
    ("SPF record with a hard", .fail), ("does not designate permitted sender hosts", .none),
    ("fails to pass SPF check", .fail), ("did not pass SPF", .fail), ("not pass SPF", .fail),
    ("No applicable sender policy", .none), ("not allowed to send mail", .fail),
    ("is not permitted to send", .fail),
    ("does not exist in the domain corresponding SPF record", .fail), ("invalid SPF", .permerror),
    ("SPF record is invalid", .permerror), ("not authorized to send mail", .fail), ("not listed in", .fail),
    ("does not match SPF record", .fail), ("not authorized by SPF", .fail), ("violates SPF", .fail),
    ("SPF MAIL FROM check failed", .fail), ("error on DNS", .temperror), ("SPF-Result=Temporary", .temperror),
  ]

  private static func word(_ text: Octets) -> (SPFResult, Int)? {
    var start = 0
    while start < text.count, start < 6, " \"'=:([*".utf8.contains(text[start]) { start += 1 }
    return ResultWord.read(text.dropFirst(start)).map { ($0.result, $0.length) }
  }

  /// `SPF fail`, `SPF: softfail`, `SPF=FAIL`, `SPF check failed`, `SPF [example.org] with ip: […] = did not pass`.
  private static func behindSPF(_ text: Octets) -> SPFResult? {
    if let (result, _) = word(text) { return result }
    var rest = text
    for _ in 0..<4 {
      var start = 0
      while start < rest.count, " -_:=(\"'".utf8.contains(rest[start]) { start += 1 }
      rest = rest.dropFirst(start)
      if let (result, length) = ResultWord.read(rest) {
        // `SPF_NONE`, and not `SPF nonesuch`.
        if length == rest.count || !Octets.isLetter(rest[length]) { return result }
      }
      if rest.hasPrefix("HELO_") || rest.hasPrefixFolded("check") || rest.hasPrefixFolded("validation")
        || rest.hasPrefixFolded("verification") || rest.hasPrefixFolded("result")
        || rest.hasPrefixFolded("authentication")
        || rest.hasPrefixFolded("test") || rest.hasPrefixFolded("status") || rest.hasPrefixFolded("has")
        || rest.hasPrefixFolded("evaluation") || rest.hasPrefixFolded("lookup") || rest.hasPrefixFolded("is")
      {
        var end = 0
        while end < rest.count, Octets.isLetter(rest[end]) { end += 1 }
        rest = rest.dropFirst(max(end, 1))
        continue
      }
      if rest.first == UInt8(ascii: "["), let end = rest.firstIndex(of: "did not pass"), end < 200 {
        return .fail
      }
      if rest.hasPrefixFolded("did not pass") { return .fail }
      return rest.hasPrefix("DNSFAIL") ? .temperror : rest.hasPrefix("PERMFAIL") ? .permerror : nil
    }
    return nil
  }
}
