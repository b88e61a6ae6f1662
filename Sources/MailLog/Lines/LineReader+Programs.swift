internal import SPF

extension LineReader {
  /// Lines of other programs, or of none.
  mutating func readWords(_ message: Octets, _ line: Octets, isPrefixed: Bool, _ context: LineContext) {
    if isPrefixed {
      guard ReplyReader.maySpeakOfSPF(message) else { return }
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
    } else if PolicyDialect.readWords(message, .policydSPF) == nil, message.isAboutSPF {
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
      take(&statement, context)
    case .other(let id, let result): joiner.other(id: id, result)
    case .nothing: break
    case .unknown:
      if line.isAboutSPF { reportUnparsed(line, context) }
    }
  }

  mutating func reportUnparsed(_ line: Octets, _ context: LineContext) {
    joiner.survey.unparsed += 1
    onUnparsed?(LogPosition(file: joiner.file, line: context.position), line.text)
  }

  /// `smtpd`, `submission/smtpd`: the identifier without the first part, the name of the instance.
  mutating func service(_ program: Octets?) -> String? {
    guard let program else { return nil }
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
