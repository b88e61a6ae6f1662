internal import SPF

extension LineReader {
  mutating func readServer(
    _ message: Octets, _ program: Octets, _ line: Octets, _ context: LineContext
  ) {
    guard let first = message.first else { return }
    if first == UInt8(ascii: "c"), let client = message.without("connect from ") {
      guard let (name, address, _) = Self.client(client) else { return }
      joiner.connect(address, name, service: service(program), context)
    } else if first == UInt8(ascii: "d"), message.hasPrefix("disconnect from ") {
      joiner.disconnect(context)
    } else if first == UInt8(ascii: "N") || Octets.isDigit(first) || Octets.isLetter(first) && first < 0x60
      || first >= 0x61
    {
      guard let colon = message.labelEnd, colon >= 5 else { return }
      let id = message[0..<colon]
      let rest = message.dropFirst(colon + 2)
      if let accepted = rest.without("client=") {
        guard let (name, address, length) = Self.client(accepted) else { return }
        let user = (accepted.count > length + 1 ? accepted.after("sasl_username=", from: length) : nil).map {
          $0[0..<($0.firstIndex(of: ", ") ?? $0.count)]
        }
        joiner.accepted(
          id: id, client: address, name: name, user: user.flatMap { $0.field(limit: 255) },
          service: service(program), context)
      } else if rest.hasPrefix("reject") || rest.hasPrefix("milter-reject") || rest.hasPrefix("warn") {
        let isQueued = !(id == "NOQUEUE")
        guard !hold(line, isPrefixed: true), let rejection = SMTPRejection(rest, queueID: isQueued ? id : nil)
        else {
          return
        }
        joiner.rejected(rejection, service: service(program), context)
      }
    }
  }

  mutating func readCleanup(
    _ message: Octets, _ program: Octets, _ line: Octets, _ context: LineContext
  ) {
    guard let colon = message.labelEnd else { return }
    let rest = message.dropFirst(colon + 2)
    guard rest.hasPrefix("reject") || rest.hasPrefix("milter-reject"), !hold(line, isPrefixed: true),
      let rejection = SMTPRejection(rest, queueID: message[0..<colon])
    else { return }
    joiner.rejected(rejection, service: nil, context)
  }

  mutating func readQueueManager(_ message: Octets) {
    guard let colon = message.labelEnd else { return }
    let id = message[0..<colon]
    let rest = message.dropFirst(colon + 2)
    if rest == "removed" {
      joiner.removed(id: id)
    } else if let sender = rest.without("from=<"), let end = sender.position(of: ">") {
      joiner.queued(id: id, from: sender[0..<end])
    }
  }

  mutating func readDelivery(
    _ message: Octets, _ program: Octets, _ line: Octets, _ context: LineContext
  ) {
    guard let colon = message.labelEnd,
      let to = message.dropFirst(colon + 2).without("to=<"),
      let end = to.position(of: ">")
    else { return }
    let id = message[0..<colon]
    var recipient = to[0..<end]
    if let original = to.dropFirst(end).without(">, orig_to=<"), let end = original.position(of: ">") {
      let address = original[0..<end]
      if address.position(of: "@") != nil { recipient = address }
    }
    if let words = to.after(" said: ", from: end) {
      guard !hold(line, isPrefixed: true) else { return }
      let isFinal = to.firstIndex(of: "status=bounced", from: end) != nil
      if ReplyReader.speaksOfSPF(words), let statement = TextDialect.reply(words, isLogged: true) {
        joiner.bounced(id: id, to: recipient, statement, isFinal: isFinal, context)
        return
      }
    }
    joiner.delivered(id: id, to: recipient)
  }

  /// Lines of other programs, or of none.
  mutating func readWords(_ message: Octets, _ line: Octets, isPrefixed: Bool, _ context: LineContext) {
    if isPrefixed {
      guard message.speaksOfSPF || message.contains("5.7.23") else { return }
    }
    guard !hold(line, isPrefixed: isPrefixed) else { return }
    if Self.isResultLine(message) {
      apply(PolicyDialect.read(message, .policydSPF), line, context)
      return
    }
    guard ReplyReader.speaksOfSPF(message) || message.contains(": milter-reject: ") else { return }
    if message.first == UInt8(ascii: "{"), let object = JSONObject(message) {
      readJSON(object, line, at: context.position)
      return
    }
    if let reading = EximDialect.read(message) ?? FilterDialects.readMaddy(message) {
      apply(reading, line, context)
      return
    }
    let colon = message.labelEnd
    if let colon {
      let id = message[0..<colon]
      if id == "NOQUEUE" || QueueID.isID(id),
        let rejection = SMTPRejection(message.dropFirst(colon + 2), queueID: id == "NOQUEUE" ? nil : id)
      {
        joiner.rejected(rejection, service: nil, context)
        return
      }
    }
    // A reply without a program is not a policy service's.
    if message.prefix(3).number == nil,
      case .statement(let statement) = PolicyDialect.read(message, .policydSPF)
    {
      apply(.statement(statement), line, context)
      return
    }
    if message.contains("rspamd_task_write_log") || message.contains("spamdscan") {
      apply(RspamdDialect.read(message), line, context)
      return
    }
    if var statement = TextDialect.read(message, isLogged: isPrefixed) {
      joiner.words(&statement, context)
    } else if PolicyDialect.readWords(message, .policydSPF) == nil, Self.isAboutSPF(message) {
      reportUnparsed(line, context)
    }
  }

  /// `Fail; identity=…` of policyd-spf without its prefix.
  static func isResultLine(_ message: Octets) -> Bool {
    ResultWord.read(message).map { message.dropFirst($0.length).hasPrefix("; identity=") } ?? false
  }

  mutating func apply(_ reading: Reading, _ line: Octets, _ context: LineContext) {
    switch reading {
    case .statement(var statement):
      if statement.kind == .words {
        joiner.words(&statement, context)
      } else {
        joiner.policy(&statement, context)
      }
    case .other(let id, let result): joiner.other(id: id, result)
    case .nothing: break
    case .unknown:
      if Self.isAboutSPF(line) { reportUnparsed(line, context) }
    }
  }

  mutating func reportUnparsed(_ line: Octets, _ context: LineContext) {
    joiner.survey.unparsed += 1
    onUnparsed?(LogPosition(file: joiner.file, line: context.position), line.text)
  }

  /// Whether "SPF" stands in a line as a word and not only in a name.
  private static func isAboutSPF(_ line: Octets) -> Bool {
    var from = 0
    while let at = line.firstIndexFolded(of: "spf", from: from) {
      from = at + 3
      let before = at == 0 ? 0x20 : line[at - 1]
      let after = from < line.count ? line[from] : 0x20
      if !isNameOctet(before), !isNameOctet(after) { return true }
    }
    return false
  }

  private static func isNameOctet(_ octet: UInt8) -> Bool {
    Octets.isLetter(octet) || Octets.isDigit(octet) || ".-@/".utf8.contains(octet)
  }

  /// `NAME[ADDRESS]` at the front, with the length up to the bracket; the name is nil for `unknown`.
  private static func client(_ text: Octets) -> (name: Octets?, address: IPAddress, length: Int)? {
    guard let open = text.position(of: "["), let close = text.position(of: "]", from: open),
      let address = text[(open + 1)..<close].address
    else { return nil }
    let name = text[0..<open]
    return (name == "unknown" ? nil : name, address, close)
  }

  /// `smtpd`, `submission/smtpd`: the identifier without the first part, the name of the instance.
  private mutating func service(_ program: Octets) -> String? {
    guard let slash = program.position(of: "/") else { return program.field(limit: 64) }
    let name = program.dropFirst(slash + 1)
    if name == "smtpd" { return "smtpd" }
    // There are few: those of master.cf.
    for known in services where name.equals(known) { return known }
    let text = name.field(limit: 64)
    if services.count < 16, let text { services.append(text) }
    return text
  }
}
