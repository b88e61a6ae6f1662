internal import SPF

extension LineReader {
  /// Takes the lines of a piece with what the scanner found in them.
  mutating func take(_ piece: LogPiece, _ findings: inout LineFindings) {
    if let file = piece.file { begin(file: file) }
    if let ends = piece.ends {
      ends.first.withOctets { first in ends.last.withOctets { expect(first: first, last: $0) } }
    }
    let before = number
    piece.octets.withOctets { take($0.prefix(piece.count), &findings, behind: before) }
    number = before + findings.lines
    joiner.survey.lines += findings.lines
    joiner.survey.octets += piece.read
    joiner.survey.truncated += findings.truncated + piece.truncated
  }

  private mutating func take(_ text: Octets, _ findings: inout LineFindings, behind before: Int) {
    var context = LineContext(time: nil, host: 0, pid: 0, position: 0)
    var heads = 0
    for index in findings.notes.indices {
      let note = findings.notes[index]
      if note.kind != .plain, isHolding { flush() }
      while heads < Int(note.heads) {
        take(findings.heads[heads], in: text, &context)
        heads += 1
      }
      context.pid = note.process
      context.position = before + Int(note.line)
      switch note.kind {
      case .end: break
      case .plain:
        guard let line = note.first.text(in: text) else { continue }
        number = context.position
        take(
          line,
          follower: text.dropFirst(
            text.position(of: "\n", from: line.offset(in: text) + line.count).map { $0 + 1 } ?? text.count))
      default: apply(note, &findings, note.program.text(in: text), in: text, context)
      }
    }
    while heads < findings.heads.count {
      take(findings.heads[heads], in: text, &context)
      heads += 1
    }
  }

  /// Takes the time and the host of the lines that follow.
  private mutating func take(_ head: HeadNote, in text: Octets, _ context: inout LineContext) {
    switch head.time {
    case .known(let time): context.time = time
    case .date(let date): context.time = prefixes.times.read(date)
    }
    if let time = context.time { joiner.survey.see(time) }
    context.host = head.host.text(in: text).map { joiner.survey.hosts.count($0, by: head.lines) } ?? 0
  }

  /// Does what a note says. Its texts stand in `text`.
  mutating func apply(
    _ note: LineNote, _ findings: inout LineFindings, _ program: Octets?, in text: Octets,
    _ context: LineContext
  ) {
    switch note.kind {
    case .plain, .end: break
    case .connect:
      joiner.connect(
        findings.clients[Int(note.index)], note.second.text(in: text), service: service(program), context)
    case .disconnect: joiner.disconnect(context)
    case .accepted:
      guard let id = note.first.text(in: text) else { return }
      joiner.accepted(
        id: id, client: findings.clients[Int(note.index)], name: note.second.text(in: text),
        user: note.third.text(in: text)?.field(limit: 255), service: service(program), context)
    case .rejected:
      guard let words = note.second.text(in: text),
        let rejection = SMTPRejection(words, queueID: note.first.text(in: text))
      else { return }
      joiner.rejected(rejection, service: note.index == 0 ? service(program) : nil, context)
    case .queued:
      guard let id = note.first.text(in: text), let sender = note.second.text(in: text) else { return }
      joiner.queued(id: id, from: sender)
    case .delivered, .bounced:
      guard let id = note.first.text(in: text), let recipient = note.second.text(in: text) else { return }
      if let words = note.third.text(in: text), ReplyReader.speaksOfSPF(words),
        let statement = TextDialect.reply(words, isLogged: true)
      {
        joiner.bounced(id: id, to: recipient, statement, isFinal: note.index == 1, context)
      } else {
        joiner.delivered(id: id, to: recipient)
      }
    case .removed:
      if let id = note.first.text(in: text) { joiner.removed(id: id) }
    case .other:
      if let id = note.first.text(in: text) { joiner.other(id: id, findings.others[Int(note.index)]) }
    case .statement: take(&findings.statements[Int(note.index)], context)
    case .unparsed:
      if let line = note.first.text(in: text) { reportUnparsed(line, context) }
    }
  }

  mutating func take(_ statement: inout Statement, _ context: LineContext) {
    if statement.kind == .words {
      joiner.words(&statement, context)
    } else {
      joiner.policy(&statement, context)
    }
  }
}
