import MailLog

/// Any octets as a mail log, and once more in pieces: the lines and the octets are the same, what is told is
/// bounded, and no more messages are told of than there are lines.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMailLog(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let first = input.first else { return 0 }
  let log = input.dropFirst()
  let whole = read(log, piece: max(log.count, 1))
  let pieces = read(log, piece: Int(first % 61) + 1)
  precondition(whole.survey.lines == pieces.survey.lines)
  precondition(whole.survey.octets == log.count && pieces.survey.octets == log.count)
  for (events, survey) in [whole, pieces] {
    precondition(events.count <= survey.lines)
    precondition(survey.unparsed <= survey.lines)
    for event in events {
      // An octet that is no UTF-8 is written as four.
      for text in [event.sender, event.helo, event.clientName, event.domain, event.reason, event.queueID] {
        precondition((text?.utf8.count ?? 0) <= 4 * 1024)
      }
      precondition(event.recipients.count <= 100 && event.otherResults.count <= 16)
      precondition(event.source.line >= 1 && event.source.line <= survey.lines)
    }
  }
  return 0
}

private func read(_ log: ArraySlice<UInt8>, piece: Int) -> (events: [SPFEvent], survey: LogSurvey) {
  var options = MailLogOptions(now: 1_795_000_000)
  // Small bounds, so that they are reached.
  options.longestLine = 1_024
  options.clientLimit = 4
  var events: [SPFEvent] = []
  let reader = MailLogReader(options: options, onUnparsed: { _, _ in }, onEvent: { events.append($0) })
  reader.begin(file: "mail.log")
  var rest = log
  while !rest.isEmpty {
    reader.feed(Array(rest.prefix(piece)))
    rest = rest.dropFirst(piece)
  }
  reader.finish()
  return (events, reader.survey)
}
