extension LineReader {
  /// Reads a line of the host and the second of the line before, by a program that writes most of a log. Such
  /// lines are told by a few comparisons of eight octets; false for all others, which go the general way.
  mutating func readUsual(_ line: Octets) -> Bool {
    guard lastHost > 0, prefixes.lastIsHead, prefixes.head.begins(line) else { return false }
    let start = prefixes.head.count
    let rest = line.dropFirst(start)
    // The longest of the names below with its bracket, a digit, and the end of the tag.
    guard rest.count > 24, let (kind, length) = Self.usualProgram(rest) else {
      return false
    }
    var index = length + 1
    var pid: UInt32 = 0
    while index < length + 10, index + 2 < rest.count, Octets.isDigit(rest[index]) {
      pid = pid &* 10 &+ UInt32(rest[index] & 15)
      index += 1
    }
    guard index > length + 1, index + 3 < rest.count, rest[index] == UInt8(ascii: "]"),
      rest[index + 1] == UInt8(ascii: ":"), rest[index + 2] == 0x20, rest[index + 3] > 0x20
    else { return false }
    joiner.survey.hosts.count(again: lastHost)
    let context = LineContext(time: prefixes.headTime, host: lastHost, pid: pid, position: number)
    read(rest.dropFirst(index + 3).trimmed, of: kind, rest[0..<length], line, context)
    return true
  }

  /// The program at the front of `text`, which has sixteen octets or more, and the length of its name.
  private static func usualProgram(_ text: Octets) -> (ProgramKind, length: Int)? {
    let first = text.word(at: 0)
    let second = text.word(at: 8)
    switch first {
    case word("postfix/"):
      if second & mask(6) == word("smtpd[") { return (.smtpd, 13) }
      if second & mask(5) == word("qmgr[") { return (.queueManager, 12) }
      if second == word("cleanup[") { return (.cleanup, 15) }
      if second & mask(5) == word("lmtp[") || second & mask(5) == word("smtp[") { return (.delivery, 12) }
      return nil
    case word("policyd-"): return second & mask(4) == word("spf[") ? (.policy(.policydSPF), 11) : nil
    case word("opendkim"): return second & mask(1) == word("[") ? (.openDKIM, 8) : nil
    case word("opendmar"): return second & mask(2) == word("c[") ? (.openDMARC, 9) : nil
    default: return nil
    }
  }

  /// The octets of a literal of eight octets or less as ``Octets/word(at:)`` gives them.
  @inline(__always)
  private static func word(_ literal: StaticString) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<literal.utf8CodeUnitCount {
      word |= unsafe UInt64(literal.utf8Start[index]) << UInt64(8 * index)
    }
    return word
  }

  @inline(__always)
  private static func mask(_ octets: Int) -> UInt64 { (1 << UInt64(8 * octets)) - 1 }
}
