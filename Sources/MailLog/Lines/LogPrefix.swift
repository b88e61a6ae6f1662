/// What stands before the words of a program: when, where and who.
struct LogPrefix {
  var time: LogTime?
  var host: Octets?
  /// The identifier, such as `postfix/smtpd`; nil if the line has none.
  var program: Octets?
  var pid: UInt32 = 0
  /// The words.
  var message: Octets
  /// Whether there was anything but words: a line without may continue the one before.
  var isPresent: Bool { time != nil || program != nil }
}
