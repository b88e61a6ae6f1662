internal import SPF

/// Lines of Exim's main and reject logs:
/// `H=name (helo) [address] F=<sender> rejected RCPT <recipient>: words`.
enum EximDialect {
  /// nil if it is no such line.
  static func read(_ line: Octets) -> Reading? {
    guard let at = line.firstIndex(of: "H="),
      at == 0 || Octets.isBlank(line[at - 1]) || line[at - 1] == UInt8(ascii: "]"),
      line.speaksOfSPF || line.contains("5.7.23")
    else { return nil }
    let host = line.dropFirst(at + 2)
    guard let open = host.position(of: "["), let close = host.position(of: "]", from: open) else {
      return nil
    }
    var words = host.dropFirst(close + 1)
    guard
      let verb = words.firstIndex(of: "rejected ") ?? words.firstIndex(of: "temporarily rejected ")
        ?? words.firstIndex(of: "Warning: ")
    else { return words.hasPrefix(" ") && words.contains("SPF") ? .nothing : nil }
    let isWarning = words.dropFirst(verb).hasPrefix("Warning: ")
    let isTemporary = words.contains("temporarily rejected ")
    let fields = words[0..<verb]
    words = words.dropFirst(verb)
    guard let colon = words.firstIndex(of: ": ") else { return nil }
    var statement = ReplyReader.read(words.dropFirst(colon + 2), .words, .exim) ?? Statement(.words, .exim)
    if statement.client == nil || host[(open + 1)..<close].address != nil {
      statement.client = host[(open + 1)..<close].address
    }
    var names = host[0..<open].trimmed
    if let helo = names.position(of: "("), let end = names.position(of: ")", from: helo) {
      statement.helo = names[(helo + 1)..<end].field(limit: 512)
      names = names[0..<helo].trimmed
    } else {
      statement.helo = names.field(limit: 512)
    }
    statement.clientName = names.field(limit: 255)
    if let sender = fields.after(" F=") { statement.sender = KeyedValues.path(sender.splitToken().token) }
    if let user = fields.after(" A=") { statement.user = user.splitToken().token.field(limit: 255) }
    let target = words[0..<colon]
    if let recipient = target.after(" RCPT ") {
      statement.recipients = KeyedValues.recipient(recipient).map { [$0] } ?? []
    }
    statement.disposition = isWarning ? .unknown : isTemporary ? .deferred : .rejected
    if statement.identity == nil { statement.identity = statement.sender == "" ? .helo : .mailFrom }
    if statement.result == nil {
      let text = words.dropFirst(colon + 2)
      statement.result = ReplyReader.result(text) ?? (isTemporary ? .temperror : isWarning ? nil : .fail)
    }
    return .statement(statement)
  }
}
