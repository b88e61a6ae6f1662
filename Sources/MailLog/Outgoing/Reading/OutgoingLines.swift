internal import SPF

/// Takes the octets of an outgoing log apart into lines, and the lines into what ``OutgoingTracker`` is told.
struct OutgoingLines: ~Copyable {
  var tracker: OutgoingTracker
  private var file = "-"
  private var number = 0
  private var prefixes: PrefixReader
  private let longestLine: Int

  init(ownDomains: Set<DomainName>, options: MailLogOptions, limit: Int) {
    tracker = OutgoingTracker(ownDomains: ownDomains, limit: limit)
    prefixes = PrefixReader(now: options.now)
    longestLine = max(1, options.longestLine)
  }

  // MARK: Pieces

  mutating func take(_ piece: LogPiece) {
    if let file = piece.file {
      self.file = file
      number = 0
    }
    if let ends = piece.ends {
      ends.first.withOctets { first in ends.last.withOctets { expect(first: first, last: $0) } }
    }
    tracker.octets += piece.read
    tracker.truncated += piece.truncated
    piece.octets.withOctets { text in
      var start = 0
      while start < piece.count, let end = text.position(of: "\n", from: start) {
        if end - start > longestLine { tracker.truncated += 1 }
        take(text[start..<min(end, start + longestLine)])
        start = end + 1
      }
    }
  }

  private mutating func expect(first: Octets, last: Octets) {
    prefixes.times.begin(first: Self.withoutPriority(first), last: Self.withoutPriority(last))
  }

  private static func withoutPriority(_ line: Octets) -> Octets {
    guard line.first == UInt8(ascii: "<"), let end = line.prefix(6).position(of: ">") else { return line }
    return line.dropFirst(end + 1)
  }

  // MARK: Lines

  private mutating func take(_ line: Octets) {
    number += 1
    tracker.lines += 1
    var rest = line
    if rest.last == 0x0d { rest = rest.dropLast(1) }
    if rest.first == UInt8(ascii: "{"), let object = JSONObject(rest) {
      readJSON(object)
      return
    }
    read(prefixes.read(rest))
  }

  private mutating func read(_ prefix: LogPrefix) {
    if let time = prefix.time { tracker.see(time) }
    // Postfix's programs have the name of the instance before their own.
    guard let program = prefix.program, let slash = program.lastPosition(of: "/"),
      let colon = prefix.message.labelEnd
    else { return }
    let id = prefix.message[0..<colon]
    let words = prefix.message.dropFirst(colon + 2)
    let name = program.dropFirst(slash + 1)
    switch name.count {
    case 4:
      if name == "qmgr" {
        readQueueManager(id, words)
      } else if name == "smtp" {
        readAttempt(id, words, prefix.time)
      } else if name == "lmtp" || name == "pipe" {
        readHandover(id, words)
      }
    case 5:
      if name == "smtpd" {
        if let text = words.without("client=") { tracker.accepted(id: id, text, service: program) }
      } else if name == "error" {
        // It repeats what a host said, for recipients that wait for the same host.
        readAttempt(id, words, prefix.time)
      } else if name == "local" {
        readHandover(id, words)
      }
    case 6:
      if name == "pickup" {
        if words.hasPrefix("uid=") { tracker.pickedUp(id: id) }
      } else if name == "bounce", let notice = words.after(" notification: ") {
        tracker.noticed(id: notice)
      }
    case 7:
      if name == "cleanup", let messageID = words.without("message-id=") { tracker.named(id: id, messageID) }
    default: break
    }
  }

  @inline(__always)
  private mutating func readAttempt(_ id: Octets, _ words: Octets, _ time: LogTime?) {
    guard let line = DeliveryLine(words) else { return }
    let (file, number) = (file, number)
    tracker.attempted(id: id, line, time: time) { LogPosition(file: file, line: number) }
  }

  private mutating func readHandover(_ id: Octets, _ words: Octets) {
    if let line = DeliveryLine(words) { tracker.handedOver(id: id, line) }
  }

  private mutating func readQueueManager(_ id: Octets, _ words: Octets) {
    if words == "removed" {
      tracker.removed(id: id)
    } else if let sender = words.without("from=<"), let end = sender.firstIndex(of: ">,") {
      let rest = sender.dropFirst(end)
      if rest.hasPrefix(">, status=expired") {
        tracker.expired(id: id)
      } else {
        tracker.queued(id: id, from: sender[0..<end])
      }
    }
  }

  // MARK: JSON

  /// journalctl -o json, and the json-file driver of container engines.
  private mutating func readJSON(_ object: JSONObject) {
    if let inner = object["log"] {
      inner.withOctets { line in
        var prefix = prefixes.read(line.trimmed)
        if prefix.time == nil { prefix.time = OwnDialect.time(object, &prefixes.times) }
        read(prefix)
      }
      return
    }
    guard let message = object["MESSAGE"] else { return }
    var prefix = LogPrefix(message: Octets(""))
    if let micro = object["__REALTIME_TIMESTAMP"] ?? object["_SOURCE_REALTIME_TIMESTAMP"],
      let value = Int64(String(decoding: micro, as: UTF8.self))
    {
      prefix.time = LogTime(seconds: value / 1_000_000, hasZone: true)
    }
    let program = object["SYSLOG_IDENTIFIER"] ?? []
    program.withOctets { program in
      message.withOctets { text in
        prefix.program = program
        prefix.message = text.trimmed
        read(prefix)
      }
    }
  }
}
