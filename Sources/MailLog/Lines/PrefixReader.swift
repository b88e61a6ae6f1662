/// Takes the prefix off a line: RFC 3164, RFC 5424, ISO 8601, journald, container tools, or none.
struct PrefixReader {
  var times: TimeReader

  init(now: Int64) { times = TimeReader(now: now) }

  /// The prefix of `line`, which is no JSON.
  mutating func read(_ line: Octets) -> LogPrefix {
    var rest = Self.withoutColours(line)
    var index = 0
    while index < rest.count, Octets.isBlank(rest[index]) || rest[index] == 0 { index += 1 }
    if index > 0 { rest = rest.dropFirst(index) }
    if let prefix = readSyslog(rest) { return prefix }
    if let behind = Self.withoutContainerName(rest) {
      if let prefix = readSyslog(behind) { return prefix }
      return Self.tagged(behind, time: nil) ?? LogPrefix(program: rest.prefix(0), message: behind)
    }
    return Self.tagged(rest, time: nil) ?? LogPrefix(message: rest)
  }

  /// A prefix that begins with a priority or a time.
  private mutating func readSyslog(_ line: Octets) -> LogPrefix? {
    var rest = line
    if rest.first == UInt8(ascii: "<"), let end = rest.prefix(6).position(of: ">"),
      rest[1..<end].number != nil
    {
      rest = rest.dropFirst(end + 1)
      if rest.hasPrefix("1 "), let prefix = readRFC5424(rest.dropFirst(2)) { return prefix }
    }
    guard let (time, length) = times.read(rest) else { return nil }
    return Self.read(rest.dropFirst(length), behind: time)
  }

  /// The prefix of a line whose text behind the time is given; nil if that was none.
  static func read(_ text: Octets, behind time: LogTime?) -> LogPrefix? {
    let rest = text.first == UInt8(ascii: ":") ? text.dropFirst(1) : text
    guard rest.isEmpty || Octets.isBlank(rest[0]) else { return nil }
    return headed(rest.trimmed, time: time)
  }

  /// `HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA MSG` (RFC 5424 section 6) behind the version.
  private mutating func readRFC5424(_ line: Octets) -> LogPrefix? {
    var time: LogTime?
    var rest = line
    if let (found, length) = times.read(line) {
      time = found
      rest = line.dropFirst(length).trimmed
    } else if let behind = line.without("- ") {
      rest = behind
    } else {
      return nil
    }
    let (host, afterHost) = rest.splitToken()
    let (program, afterProgram) = afterHost.splitToken()
    let (process, afterProcess) = afterProgram.splitToken()
    var message = afterProcess.splitToken().rest
    if let behind = message.without("- ") ?? (message == "-" ? message.dropFirst(1) : nil) {
      message = behind
    } else {
      message = Self.withoutStructuredData(message)
    }
    if let behind = message.without("\u{feff}") { message = behind }
    return LogPrefix(
      time: time, host: host == "-" ? nil : host, program: program == "-" ? nil : program,
      pid: UInt32(process.number ?? 0), message: message.trimmed)
  }

  /// SD-ELEMENTs (RFC 5424 section 6.3): brackets, with quoted values in which a bracket may be escaped.
  private static func withoutStructuredData(_ line: Octets) -> Octets {
    var index = 0
    while index < line.count, line[index] == UInt8(ascii: "[") {
      var isQuoted = false
      while index < line.count {
        let octet = line[index]
        index += 1
        if octet == UInt8(ascii: "\\") {
          index += 1
        } else if octet == UInt8(ascii: "\"") {
          isQuoted.toggle()
        } else if octet == UInt8(ascii: "]"), !isQuoted {
          break
        }
      }
    }
    return line.dropFirst(index)
  }

  /// `host program[pid]: words`, as nearly all lines are.
  private static func usual(_ line: Octets, time: LogTime?) -> LogPrefix? {
    guard let blank = line.position(of: " "), blank > 0, blank < 256 else { return nil }
    return usual(line, host: 0..<blank, time: time)
  }

  /// The same where the host is known.
  static func usual(_ line: Octets, host: Range<Int>, time: LogTime?) -> LogPrefix? {
    let start = host.upperBound + 1
    guard let end = line.position(of: " ", from: start), end > start + 4, end < start + 256,
      line[end - 1] == UInt8(ascii: ":"), line[end - 2] == UInt8(ascii: "]")
    else { return nil }
    // From the end: the digits of the process are few.
    var index = end - 3
    var pid: UInt32 = 0
    var scale: UInt32 = 1
    while index > start, Octets.isDigit(line[index]), scale <= 100_000_000 {
      pid += UInt32(line[index] & 15) * scale
      scale *= 10
      index -= 1
    }
    guard line[index] == UInt8(ascii: "["), index > start, scale > 1 else { return nil }
    return LogPrefix(
      time: time, host: line[host], program: line[start..<index], pid: pid,
      message: line.dropFirst(end + 1).trimmed)
  }

  /// What stands behind the time: a host, the program with its process, the words.
  private static func headed(_ line: Octets, time: LogTime?) -> LogPrefix {
    if let usual = usual(line, time: time) { return usual }
    if let tagged = tagged(line, time: time), tagged.pid > 0 || tagged.host != nil { return tagged }
    let (first, rest) = line.splitToken()
    if first.last == UInt8(ascii: ":") {
      return LogPrefix(time: time, program: first.dropLast(1), message: rest)
    }
    let second = rest.splitToken()
    if second.token.last == UInt8(ascii: ":"), second.token.count > 1, isHostName(first) {
      let program = second.token.dropLast(1)
      // A queue id and a colon is what a program without a name says.
      if !program.isEmpty {
        return LogPrefix(time: time, host: first, program: program, message: second.rest)
      }
    }
    return LogPrefix(time: time, message: line)
  }

  /// `[host] program[pid]: words`; nil if there is no such tag.
  private static func tagged(_ line: Octets, time: LogTime?) -> LogPrefix? {
    // A tag ends early, and with the brackets of the process.
    let window = line.prefix(192)
    guard let colon = window.firstIndex(of: "]:"), let open = window[0..<colon].lastPosition(of: "["),
      let pid = window[(open + 1)..<colon].number
    else { return nil }
    var program = window[0..<open]
    var host: Octets?
    if let blank = program.lastPosition(of: " ") {
      // Before the host there may stand what a template of somebody's own put there.
      let head = program[0..<blank].trimmed
      program = program.dropFirst(blank + 1)
      let name = head.lastPosition(of: " ").map { head.dropFirst($0 + 1) } ?? head
      guard isHostName(name) else { return nil }
      host = name
    }
    guard let first = program.first, Octets.isLetter(first) || Octets.isDigit(first) else { return nil }
    return LogPrefix(
      time: time, host: host, program: program, pid: UInt32(pid), message: line.dropFirst(colon + 2).trimmed)
  }

  private static func isHostName(_ text: Octets) -> Bool {
    guard !text.isEmpty, text.count <= 255 else { return false }
    for index in 0..<text.count {
      let octet = text[index]
      switch octet {
      case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: "("), UInt8(ascii: "\""), UInt8(ascii: ";"),
        UInt8(ascii: ","):
        return false
      default: break
      }
    }
    return text.last != UInt8(ascii: ":")
  }

  /// `name  | `, as docker compose writes; nil if it is not there.
  private static func withoutContainerName(_ line: Octets) -> Octets? {
    let window = line.prefix(80)
    guard let bar = window.position(of: "|"), bar > 1, window[bar - 1] == 0x20 else { return nil }
    let name = window[0..<bar].trimmed
    guard !name.isEmpty, name.position(of: " ") == nil, name.position(of: "=") == nil else { return nil }
    return withoutColours(line.dropFirst(bar + 1).trimmed).trimmed
  }

  /// Without the escape sequences for colours that container tools put around names.
  private static func withoutColours(_ line: Octets) -> Octets {
    var rest = line
    while rest.count > 2, rest[0] == 0x1b, rest[1] == UInt8(ascii: "["),
      let end = rest.prefix(16).position(of: "m")
    {
      rest = rest.dropFirst(end + 1)
    }
    return rest
  }
}
