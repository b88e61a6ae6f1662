internal import SPF

/// The lines of filters that know a queue id: OpenDMARC, OpenDKIM, smf-spf, amavis, SpamAssassin, maddy.
enum FilterDialects {
  /// `QID: SPF(mailfrom): example.org fail`, `QID: example.org fail`.
  static func readOpenDMARC(_ line: Octets) -> Reading {
    let (id, message) = QueueID.split(line)
    guard let id else { return .nothing }
    if message.hasPrefix("SPF(") {
      guard let close = message.firstIndex(of: "): ") else { return .unknown }
      let scope = message[4..<close]
      let (domain, rest) = message.dropFirst(close + 3).splitToken()
      guard let (result, _) = ResultWord.read(rest) else { return .unknown }
      var statement = Statement(.words, .openDMARC)
      statement.queueID = id.text
      statement.result = result
      statement.identity = scope.hasPrefix("helo") ? .helo : .mailFrom
      statement.domain = domain.field(limit: 255)
      return .statement(statement)
    }
    // `QID: SPF-FAIL`-like words do not occur; `QID: RFC5322 requirement error`, `ignoring …` do.
    let (domain, rest) = message.splitToken()
    guard domain.position(of: ".") != nil, domain.last != UInt8(ascii: ":"), !rest.isEmpty, rest.count <= 12,
      let (result, length) = ResultWord.read(rest), length == rest.count
    else { return .nothing }
    return .other(queueID: id, .dmarc, result, domain: domain)
  }

  /// `QID: DKIM verification successful`, `QID: s=sel d=example.org SSL error:…`, `QID: bad signature data`.
  static func readOpenDKIM(_ line: Octets) -> Reading {
    let (id, message) = QueueID.split(line)
    // Most lines tell only of whom the message is.
    guard let id,
      message.hasPrefix("DKIM") || message.hasPrefix("s=") || message.contains("signature")
        || message.hasPrefix("key retrieval")
    else { return .nothing }
    if message == "DKIM verification successful" {
      return .other(queueID: id, .dkim, .pass, domain: nil)
    }
    let domain = message.after(" d=")?.splitToken().token
    let result: SPFResult
    if message.contains("verification successful") {
      result = .pass
    } else if message.contains("bad signature") || message.contains("signature verification failed")
      || message.contains("SSL error")
    {
      result = .fail
    } else if message.contains("no signature data") {
      result = .none
    } else if message.contains("key retrieval failed") {
      result = .temperror
    } else {
      return .nothing
    }
    return .other(queueID: id, .dkim, result, domain: domain)
  }

  /// `SPF fail: ip=…, fqdn=…, helo=…, from=<…>`; without the names in older versions.
  static func readSMF(_ line: Octets) -> Reading {
    let (id, message) = QueueID.split(line)
    guard let rest = message.without("SPF "), let (result, length) = ResultWord.read(rest),
      let fields = rest.dropFirst(length).without(":")
    else { return message.speaksOfSPF && !message.contains("starting") ? .unknown : .nothing }
    var statement = Statement(.words, .smfSPF)
    statement.result = result
    statement.queueID = id?.text
    var position = 0
    var remaining = fields.trimmed
    while !remaining.isEmpty, position < 8 {
      let end = remaining.firstIndex(of: ", ") ?? remaining.count
      let field = remaining[0..<end].trimmed
      remaining = remaining.dropFirst(end + 2)
      if let value = field.without("ip=") ?? (position == 0 ? field : nil) {
        statement.client = value.address
      } else if let value = field.without("fqdn=") ?? (position == 1 ? field : nil) {
        if value.first != UInt8(ascii: "["), !(value == "unknown") {
          statement.clientName = value.field(limit: 255)
        }
      } else if let value = field.without("helo=") ?? (position == 2 ? field : nil) {
        statement.helo = value.field(limit: 512)
      } else if let value = field.without("from=") ?? (position == 3 ? field : nil) {
        statement.sender = KeyedValues.path(value)
      } else if let value = field.without("to=") {
        statement.recipients = KeyedValues.recipient(value).map { [$0] } ?? []
      }
      position += 1
    }
    statement.identity = statement.sender == "" ? .helo : .mailFrom
    return .statement(statement)
  }

  /// SpamAssassin's `result: Y 12 - SPF_FAIL,…`, amavis' `Blocked SPAM …, [ADDRESS] <from> -> <to>, … Tests: […]`.
  static func readSpamAssassin(_ line: Octets) -> Reading {
    guard let (result, identity) = symbol(line) else {
      return line.contains("SPF") && line.contains("Tests") ? .unknown : .nothing
    }
    var statement = Statement(.words, .spamAssassin)
    statement.result = result
    statement.identity = identity
    WhyURL(line)?.fill(&statement)
    if line.contains("Blocked ") { statement.disposition = .rejected }
    if line.contains("Passed ") { statement.disposition = .accepted }
    if let at = line.firstIndex(of: "> -> <") {
      let head = line[0..<at]
      if let open = head.lastPosition(of: "<") { statement.sender = head.dropFirst(open + 1).field() ?? "" }
      var rest = line.dropFirst(at + 5)
      while statement.recipients.count < 32, let behind = rest.without("<"),
        let end = behind.position(of: ">")
      {
        if let recipient = behind[0..<end].field() { statement.recipients.append(recipient) }
        rest = behind.dropFirst(end + 1)
        rest = rest.without(",") ?? rest
      }
      var from = 0
      while let open = head.position(of: "[", from: from), statement.client == nil,
        let close = head.position(of: "]", from: open)
      {
        statement.client = head[(open + 1)..<close].address
        from = close
      }
    }
    if let id = line.after("Queue-ID: ") {
      statement.queueID = id[0..<(id.position(of: ",") ?? id.count)].field(limit: 32)
    }
    return .statement(statement)
  }

  /// A rule of SpamAssassin; that of MAIL FROM before that of HELO.
  static func symbol(_ text: Octets) -> (SPFResult, Identity.Scope)? {
    var helo: SPFResult?
    var from = 0
    while let at = text.firstIndex(of: "SPF_", from: from) {
      from = at + 4
      guard at == 0 || !(Octets.isLetter(text[at - 1]) || text[at - 1] == UInt8(ascii: "_")) else { continue }
      let rest = text.dropFirst(from)
      if let behind = rest.without("HELO_") {
        if helo == nil { helo = ResultWord.read(behind)?.result }
      } else if let (result, _) = ResultWord.read(rest) {
        return (result, .mailFrom)
      }
    }
    return helo.map { ($0, .helo) }
  }

  /// maddy: `smtp: DATA error {"check":"check.spf",…}`.
  static func readMaddy(_ line: Octets) -> Reading? {
    guard let open = line.position(of: "{"), line.contains("check.spf") || line.contains("\"spf\""),
      let object = JSONObject(line.dropFirst(open))
    else { return nil }
    guard let message = object.text("smtp_msg") ?? object.text("reason") else { return .nothing }
    var statement = Statement(.words, .other)
    let words = Array(message.utf8)
    let reading = words.withOctets { ReplyReader.read($0, .words, .other) }
    if let reading { statement = reading }
    statement.reason = object.text("reason") ?? statement.reason
    let code = object.text("smtp_code") ?? ""
    statement.disposition = code.hasPrefix("5") ? .rejected : code.hasPrefix("4") ? .deferred : .unknown
    if statement.result == nil {
      let detail = object.text("reason") ?? ""
      statement.result = detail.contains("multiple") || detail.contains("permanent") ? .permerror : .fail
    }
    statement.client = (object.text("src_ip") ?? object.text("ip")).flatMap { address in
      IPAddress(address)
        ?? address.lastIndex(of: ":").flatMap {
          IPAddress(String(address[..<$0].filter { $0 != "[" && $0 != "]" }))
        }
    }
    statement.helo = object.text("src_host") ?? object.text("helo")
    statement.sender = object.text("sender") ?? object.text("mail_from")
    statement.instance = object.text("msg_id")
    return .statement(statement)
  }
}

extension [UInt8] {
  /// Calls `body` with the octets in place.
  func withOctets<Result>(_ body: (Octets) -> Result) -> Result {
    unsafe withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return body(Octets("")) }
      return unsafe body(Octets(base: base, count: buffer.count))
    }
  }
}
