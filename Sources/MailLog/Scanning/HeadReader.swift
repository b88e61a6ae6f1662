/// Reads the prefixes that nearly all lines have: a time of RFC 3164 or RFC 3339, the host, and the program.
struct HeadReader: ~Copyable {
  /// The head of RFC 3164 that lines had last.
  private var usual = LineHead()
  private var time = HeadNote.Time.known(LogTime(seconds: 0, hasZone: false))
  private var host: Octets?
  /// Whether the last head that was noted is that of the line.
  private var isNoted = false
  /// The lines that have it and are still to be counted.
  private var lines = 0

  /// The tag of `line`; nil if its prefix is none of the usual.
  @inline(__always)
  mutating func read(_ line: Octets) -> LineTag? {
    if usual.begins(line), let tag = UsualTag.read(line.dropFirst(usual.count)) { return tag }
    return readUnusual(line)
  }

  @inline(never)
  private mutating func readUnusual(_ line: Octets) -> LineTag? {
    if usual.begins(line),
      let prefix = PrefixReader.usual(line, host: 16..<(usual.count - 1), time: nil)
    {
      return Self.tag(prefix)
    }
    guard let (time, length) = Self.time(line),
      let prefix = PrefixReader.read(line.dropFirst(length), behind: nil), let tag = Self.tag(prefix)
    else { return nil }
    if !isNoted || time != self.time || !Self.isSame(prefix.host, host) {
      isNoted = false
      self.time = time
      host = prefix.host
      usual.keep(line, host: prefix.host, length: length)
    }
    return tag
  }

  /// Whether `text` begins with a prefix.
  func begins(_ text: Octets) -> Bool { usual.begins(text) || Self.time(text.prefix(64)) != nil }

  /// Counts a line of the head that was read last.
  @inline(__always)
  mutating func count(_ findings: inout LineFindings, in text: Octets) {
    if !isNoted { note(&findings, in: text) }
    lines += 1
  }

  @inline(never)
  private mutating func note(_ findings: inout LineFindings, in text: Octets) {
    end(&findings)
    findings.heads.append(HeadNote(time: time, host: TextRange(host, in: text)))
    isNoted = true
  }

  /// Has the next line's head noted anew.
  mutating func end(_ findings: inout LineFindings) {
    if lines > 0 { findings.heads[findings.heads.count - 1].lines = lines }
    lines = 0
    isNoted = false
  }

  /// The time at the front of `text` and its length, as the reader would find it.
  private static func time(_ text: Octets) -> (time: HeadNote.Time, length: Int)? {
    guard text.count >= 15, let first = text.first else { return nil }
    if Octets.isDigit(first) {
      return TimeReader.readISO(text).map { (.known($0.time), $0.length) }
    }
    guard Octets.isLetter(first), let (date, length, hasYear) = TimeReader.traditional(text) else {
      return nil
    }
    if hasYear {
      return date.isValid ? (.known(LogTime(seconds: date.secondsSince1970, hasZone: false)), length) : nil
    }
    // There is such a day in some years; which one it is the reader finds out.
    var leap = date
    leap.year = 2000
    return leap.isValid ? (.date(date), length) : nil
  }

  private static func tag(_ prefix: LogPrefix) -> LineTag? {
    prefix.program.map { program in
      LineTag(kind: ProgramKind(program), program: program, process: prefix.pid, message: prefix.message)
    }
  }

  private static func isSame(_ left: Octets?, _ right: Octets?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left == right
  }
}
