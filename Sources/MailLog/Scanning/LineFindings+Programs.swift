internal import SPF

extension LineFindings {
  /// What the words of a program say; nil if that is nothing. Texts are told by where they stand in `whole`.
  mutating func note(
    _ message: Octets, of kind: ProgramKind, _ line: Octets, in whole: Octets
  ) -> LineNote? {
    switch kind {
    case .silent, .other: nil
    case .smtpd: server(message, whole)
    case .cleanup: cleanup(message, whole)
    case .queueManager: Self.queueManager(message, whole)
    case .delivery: Self.delivery(message, whole)
    case .policy(let reporter): policy(message, reporter, line, whole)
    case .openDMARC: note(FilterDialects.readOpenDMARC(message), line, whole)
    case .openDKIM: note(FilterDialects.readOpenDKIM(message), line, whole)
    case .smf: note(FilterDialects.readSMF(message), line, whole)
    case .rspamd: note(RspamdDialect.read(message), line, whole)
    case .spamAssassin: note(FilterDialects.readSpamAssassin(message), line, whole)
    }
  }

  private mutating func server(_ message: Octets, _ whole: Octets) -> LineNote? {
    guard let first = message.first else { return nil }
    if first == UInt8(ascii: "c"), let client = message.without("connect from ") {
      return connection(.connect, client, whole)?.note
    }
    if first == UInt8(ascii: "d"), message.hasPrefix("disconnect from ") { return LineNote(.disconnect) }
    guard Octets.isLetter(first) || Octets.isDigit(first), let colon = message.labelEnd, colon >= 5 else {
      return nil
    }
    let id = message[0..<colon]
    let rest = message.dropFirst(colon + 2)
    if let accepted = rest.without("client=") {
      guard let (found, length) = connection(.accepted, accepted, whole) else { return nil }
      var note = found
      note.first = TextRange(id, in: whole)
      if accepted.count > length + 1, let user = accepted.after("sasl_username=", from: length) {
        note.third = TextRange(user[0..<(user.firstIndex(of: ", ") ?? user.count)], in: whole)
      }
      return note
    }
    return Self.refusal(id == "NOQUEUE" ? nil : id, rest, whole)
  }

  /// `NAME[ADDRESS]` at the front, with the length up to the bracket; there is no name for `unknown`.
  private mutating func connection(
    _ kind: LineNote.Kind, _ text: Octets, _ whole: Octets
  ) -> (note: LineNote, length: Int)? {
    guard let open = text.position(of: "["), let close = text.position(of: "]", from: open),
      let address = text[(open + 1)..<close].address
    else { return nil }
    var note = LineNote(kind)
    let name = text[0..<open]
    if !(name == "unknown") { note.second = TextRange(name, in: whole) }
    note.index = UInt32(clients.count)
    clients.append(address)
    return (note, close)
  }

  private static func refusal(_ id: Octets?, _ words: Octets, _ whole: Octets) -> LineNote? {
    guard words.hasPrefix("reject") || words.hasPrefix("milter-reject") || words.hasPrefix("warn") else {
      return nil
    }
    var note = LineNote(.rejected)
    note.isOpen = true
    note.first = TextRange(id, in: whole)
    note.second = TextRange(words, in: whole)
    return note
  }

  private func cleanup(_ message: Octets, _ whole: Octets) -> LineNote? {
    guard let colon = message.labelEnd else { return nil }
    let rest = message.dropFirst(colon + 2)
    guard rest.hasPrefix("reject") || rest.hasPrefix("milter-reject"),
      var note = Self.refusal(message[0..<colon], rest, whole)
    else { return nil }
    note.index = 1
    return note
  }

  private static func queueManager(_ message: Octets, _ whole: Octets) -> LineNote? {
    guard let colon = message.labelEnd else { return nil }
    let rest = message.dropFirst(colon + 2)
    var note: LineNote
    if rest == "removed" {
      note = LineNote(.removed)
    } else if let sender = rest.without("from=<"), let end = sender.position(of: ">") {
      note = LineNote(.queued)
      note.second = TextRange(sender[0..<end], in: whole)
    } else {
      return nil
    }
    note.first = TextRange(message[0..<colon], in: whole)
    return note
  }

  private static func delivery(_ message: Octets, _ whole: Octets) -> LineNote? {
    guard let colon = message.labelEnd, let to = message.dropFirst(colon + 2).without("to=<"),
      let end = to.position(of: ">")
    else { return nil }
    var recipient = to[0..<end]
    if let original = to.dropFirst(end).without(">, orig_to=<"), let end = original.position(of: ">") {
      let address = original[0..<end]
      if address.position(of: "@") != nil { recipient = address }
    }
    var note = LineNote(.delivered)
    note.first = TextRange(message[0..<colon], in: whole)
    note.second = TextRange(recipient, in: whole)
    if let words = to.after(" said: ", from: end) {
      note.kind = .bounced
      note.isOpen = true
      note.third = TextRange(words, in: whole)
      note.index = to.firstIndex(of: "status=bounced", from: end) != nil ? 1 : 0
    }
    return note
  }

  private mutating func policy(
    _ message: Octets, _ reporter: Reporter, _ line: Octets, _ whole: Octets
  ) -> LineNote? {
    // The answer that most messages get: read without the questions of all others.
    if let value = message.without("prepend Received-SPF:") {
      let note = keep(Statement(.action, reporter))
      let index = statements.count - 1
      if ReceivedSPFReader.read(value, &statements[index]) {
        statements[index].disposition = .accepted
        return note
      }
      statements.removeLast()
    }
    return note(PolicyDialect.read(message, reporter), line, whole)
  }

  private mutating func note(_ reading: Reading, _ line: Octets, _ whole: Octets) -> LineNote? {
    switch reading {
    case .statement(let statement): return keep(statement)
    case .other(let id, let result):
      var note = LineNote(.other)
      note.first = TextRange(id, in: whole)
      note.index = UInt32(others.count)
      others.append(result)
      return note
    case .nothing: return nil
    case .unknown:
      guard line.isAboutSPF else { return nil }
      var note = LineNote(.unparsed)
      note.first = TextRange(line, in: whole)
      return note
    }
  }

  private mutating func keep(_ statement: Statement) -> LineNote {
    var note = LineNote(.statement)
    note.index = UInt32(statements.count)
    statements.append(statement)
    return note
  }
}
