internal import SPF

/// The lines of policy services and of the milters made from them: policyd-spf of all generations,
/// postfix-policyd-spf-perl, pyspf-milter, and our own traditional form.
enum PolicyDialect {
  static func read(_ line: Octets, _ reporter: Reporter) -> Reading {
    let (id, message) = QueueID.split(line)
    guard let reading = readWords(message, reporter) else { return .unknown }
    guard case .statement(var statement) = reading else { return reading }
    if statement.queueID == nil { statement.queueID = id?.text }
    return .statement(statement)
  }

  /// The words behind the queue id; nil if they are none of these programs'.
  static func readWords(_ message: Octets, _ reporter: Reporter) -> Reading? {
    guard let first = message.first else { return .nothing }
    if let reading = readAction(message, reporter) { return reading }
    // `Fail; identity=mailfrom; client-ip=…` of policyd-spf 1.x and of debugLevel 2.
    if Octets.isLetter(first), let (result, length) = ResultWord.read(message),
      let rest = message.dropFirst(length).without("; identity=")
    {
      var statement = Statement(.result, reporter)
      statement.result = result
      KeyedValues(text: message.dropFirst(length + 2)).fill(&statement)
      return rest.isEmpty ? .nothing : .statement(statement)
    }
    if let rest = message.without("SPF "), let reading = readPerlResult(rest, reporter) { return reading }
    return isChatter(message) ? .nothing : nil
  }

  // MARK: Actions

  private static func readAction(_ message: Octets, _ reporter: Reporter) -> Reading? {
    if let rest = message.without("Quarantined, not refused: ")
      ?? (["Monitoring only, ", "Exempt (", "Grace ("].contains(where: { message.hasPrefix($0) })
        ? message.after("not answered: ") : nil)
    {
      // Not what became of the message: the answer follows.
      guard var statement = ReplyReader.read(rest, .result, reporter) else { return .nothing }
      statement.disposition = .unknown
      statement.isHeld = message.hasPrefix("Quarantined, ")
      return .statement(statement)
    }
    if let rest = message.without("Header field not prepended: ") {
      return readHeader(rest, reporter) ?? .nothing
    }
    if let rest = message.without("Policy action=") ?? message.without("policy action=") {
      return readAnswer(rest, reporter) ?? .nothing
    }
    if let rest = message.without("Action: ") ?? message.without("action=") {
      // debugLevel 3 and above: `Action: prepend: Text: Received-SPF: …  Reject action: 550 5.7.23`
      if let text = rest.after(": Text: ") {
        let end = text.firstIndex(of: " Reject action: ") ?? text.count
        return
          (rest.hasPrefixFolded("prepend")
          ? readHeader(text[0..<end], reporter) : readAnswer(text[0..<end], reporter)) ?? .nothing
      }
      return readAnswer(rest, reporter) ?? .nothing
    }
    if message.hasPrefix("handler ") || message.hasPrefix("decided action=") {
      for verb in ["PREPEND ", "REJECT ", "action="] as [StaticString] {
        guard let at = message.firstIndex(of: verb) else { continue }
        let rest =
          verb.utf8CodeUnitCount == 7 && message.contains("action=")
          ? message.after("action=") : message.dropFirst(at)
        if let rest, let reading = readAnswer(rest, reporter) { return reading }
      }
      return .nothing
    }
    return readAnswer(message, reporter)
  }

  /// An answer of the policy protocol: `prepend …`, `550 …`, `defer_if_permit …`, `dunno`.
  private static func readAnswer(_ answer: Octets, _ reporter: Reporter) -> Reading? {
    if answer.hasPrefixFolded("prepend ") { return readHeader(answer.dropFirst(8).trimmed, reporter) }
    if answer.hasPrefixFolded("dunno") || answer.hasPrefix("result_only ") { return .nothing }
    guard ReplyReader.disposition(answer) != .unknown, ReplyReader.speaksOfSPF(answer),
      let statement = ReplyReader.read(answer, .action, reporter)
    else { return nil }
    return .statement(statement)
  }

  private static func readHeader(_ header: Octets, _ reporter: Reporter) -> Reading? {
    var statement: Statement?
    if let value = header.without("Received-SPF:") {
      statement = ReceivedSPFReader.read(value, .action, reporter)
    } else if let value = header.without("Authentication-Results:") {
      statement = AuthenticationResultsReader.read(value, .action, reporter)
      // `none (SPF check N/A for local connections - …)`
      if statement == nil { return .nothing }
    } else if header.hasPrefix("X-Comment:") || header.hasPrefix("X-") {
      return .nothing
    }
    guard var statement else { return nil }
    statement.disposition = .accepted
    return .statement(statement)
  }

  // MARK: postfix-policyd-spf-perl

  /// `softfail (Mechanism '~all' matched): Envelope-from: x@example.org`, behind `SPF `; with the client and
  /// the recipient in some versions.
  private static func readPerlResult(_ text: Octets, _ reporter: Reporter) -> Reading? {
    if text.hasPrefix("skipped") { return .nothing }
    guard let (result, length) = ResultWord.read(text) else { return nil }
    let tail = text.dropFirst(length).trimmed
    var statement = Statement(.result, reporter)
    statement.result = result
    var rest = tail
    if tail.first == UInt8(ascii: "(") {
      // The reason may hold parentheses, and the record quoted in it need not balance.
      let end =
        tail.firstIndex(of: "): Envelope-from") ?? tail.firstIndex(of: "): HELO/EHLO") ?? CommentReader.end(
          of: tail) - 1
      statement.reason = tail[1..<max(1, end)].field()
      rest = tail.dropFirst(end + 1)
    }
    if let sender = rest.after("Envelope-from: ") {
      statement.identity = .mailFrom
      statement.sender = KeyedValues.path(sender[0..<(sender.firstIndex(of: ", ") ?? sender.count)])
    } else if let helo = rest.after("HELO/EHLO: ") ?? rest.after("HELO/EHLO (Null Sender): ") {
      statement.identity = .helo
      statement.helo = helo[0..<(helo.firstIndex(of: ", ") ?? helo.count)].field(limit: 512)
      if rest.contains("Null Sender") { statement.sender = "" }
    } else {
      return nil
    }
    if let client = rest.after("IP Address: ") {
      statement.client = client.prefix(client.firstIndex(of: ", ") ?? client.count).address
    }
    if let recipient = rest.after("Recipient: "), let address = KeyedValues.recipient(recipient) {
      statement.recipients = [address]
    }
    return .statement(statement)
  }

  /// What these programs say beside: starts, configuration, exemptions, requests at high debug levels.
  private static func isChatter(_ message: Octets) -> Bool {
    for words in [
      "spfcheck:", "Read line:", "Config:", "Starting", "Normal exit", "not peruser", "peruser",
      "Found the end",
      "Line:", "SPF skipped", "SPF check N/A", "Message instance", "Cached data", "Parsing",
      "prepend X-Comment",
      "Pre-HELO", "WARNING", "ERROR", "Traceback", "Exiting", "Addresses", "instance_data", "Attribute",
      "Actions",
      "connect from ", "skip_addresses", "Whitelist", "handler ", "HELO check", "Mail From check", "Action:",
      "_get_resultcodes",
      "local_addr", "_spfcheck", "Request", "initializing",
    ] as [StaticString] where message.hasPrefix(words) {
      return true
    }
    return false
  }
}
