/// The tag of a program that writes most of a log, told by a few comparisons of eight octets.
enum UsualTag {
  /// The tag at the front of `text` and what stands behind it; nil if it is another program's.
  @inline(__always)
  static func read(_ text: Octets) -> LineTag? {
    // The longest of the names below with its bracket, a digit, and the end of the tag.
    guard text.count > 24, let (kind, length) = program(text) else { return nil }
    var index = length + 1
    var process: UInt32 = 0
    while index < length + 10, index + 2 < text.count, Octets.isDigit(text[index]) {
      process = process &* 10 &+ UInt32(text[index] & 15)
      index += 1
    }
    guard index > length + 1, index + 3 < text.count, text[index] == UInt8(ascii: "]"),
      text[index + 1] == UInt8(ascii: ":"), text[index + 2] == 0x20, text[index + 3] > 0x20
    else { return nil }
    return LineTag(
      kind: kind, program: text[0..<length], process: process, message: text.dropFirst(index + 3).trimmed)
  }

  /// The program at the front of `text`, which has sixteen octets or more, and the length of its name.
  @inline(__always)
  private static func program(_ text: Octets) -> (ProgramKind, length: Int)? {
    let first = text.word(at: 0)
    let second = text.word(at: 8)
    switch first {
    case Word.postfix:
      if second & mask(6) == Word.smtpd { return (.smtpd, 13) }
      if second & mask(5) == Word.qmgr { return (.queueManager, 12) }
      if second == Word.cleanup { return (.cleanup, 15) }
      if second & mask(5) == Word.lmtp || second & mask(5) == Word.smtp { return (.delivery, 12) }
      return nil
    case Word.policyd: return second & mask(4) == Word.spf ? (.policy(.policydSPF), 11) : nil
    case Word.opendkim: return second & mask(1) == Word.bracket ? (.openDKIM, 8) : nil
    case Word.opendmar: return second & mask(2) == Word.c ? (.openDMARC, 9) : nil
    default: return nil
    }
  }

  @inline(__always)
  private static func mask(_ octets: Int) -> UInt64 { (1 << UInt64(8 * octets)) - 1 }

  /// Literals of eight octets or less as ``Octets/word(at:)`` gives them: numbers, for the optimiser makes none
  /// of the literals.
  private enum Word {
    /// `postfix/`
    static var postfix: UInt64 { 0x2f78_6966_7473_6f70 }
    /// `smtpd[`
    static var smtpd: UInt64 { 0x5b64_7074_6d73 }
    /// `qmgr[`
    static var qmgr: UInt64 { 0x005b_7267_6d71 }
    /// `cleanup[`
    static var cleanup: UInt64 { 0x5b70_756e_6165_6c63 }
    /// `lmtp[`
    static var lmtp: UInt64 { 0x005b_7074_6d6c }
    /// `smtp[`
    static var smtp: UInt64 { 0x005b_7074_6d73 }
    /// `policyd-`
    static var policyd: UInt64 { 0x2d64_7963_696c_6f70 }
    /// `spf[`
    static var spf: UInt64 { 0x5b66_7073 }
    /// `opendkim`
    static var opendkim: UInt64 { 0x6d69_6b64_6e65_706f }
    /// `[`
    static var bracket: UInt64 { 0x005b }
    /// `opendmar`
    static var opendmar: UInt64 { 0x7261_6d64_6e65_706f }
    /// `c[`
    static var c: UInt64 { 0x5b63 }
  }
}
