import SPF
import TestSupport

/// Logs made at random: sessions of some clients interleaved, with prefixes of several forms, lines that are
/// folded, cut, empty or of other programs, and clocks that jump.
struct RandomLog {
  private enum Prefix: CaseIterable {
    case traditional, iso, isoZone, priority, rfc5424, bare, json, compose
  }

  private var random: SeededGenerator
  private var second = 1_795_500_000
  private var prefixes: [Prefix]

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    // Most logs have one form.
    prefixes =
      [
        [.traditional], [.iso], [.isoZone], [.traditional, .iso], Prefix.allCases,
      ][Int(seed % 5)]
    // Some turn a year.
    if seed % 2 == 1 { second = 1_767_225_500 }
  }

  /// About `count` lines.
  mutating func lines(_ count: Int) -> [UInt8] {
    var open: [[(program: String, words: String)]] = []
    var out: [UInt8] = []
    var number = 0
    while number < count {
      while open.count < 5 { open.append(session().reversed()) }
      let at = Int.random(in: 0..<open.count, using: &random)
      guard let (program, words) = open[at].popLast() else {
        open.remove(at: at)
        continue
      }
      let ending = Int.random(in: 0..<30, using: &random) == 0 ? "\r\n" : "\n"
      out += Array((line(program, words) + ending).utf8)
      number += 1
      if Int.random(in: 0..<25, using: &random) == 0 { out += noise() }
      switch Int.random(in: 0..<400, using: &random) {
      case 0: second -= 40
      case 1: second += 90_000
      case 2..<150: second += 1
      default: break
      }
    }
    // The last line need not end.
    if Bool.random(using: &random) { out.removeLast() }
    return out
  }

  private mutating func noise() -> [UInt8] {
    let texts = [
      "\n", "   \n", "\tSPF fail - folded on\n", " not authorized to send mail\n",
      "{\"event\":\"decision\"\n",
      "Fail; identity=mailfrom; client-ip=203.0.113.9; envelope-from=a@example.org; receiver=x\n",
      "550 5.7.23 SPF fail for nobody\n",
      "Feb 30 01:02:03 mx1 postfix/smtpd[7]: connect from unknown[192.0.2.7]\n",
      "Nov 24 02:03:04.5 mx1 policyd-spf[3]: None\n", "\u{1b}[31mspf\u{1b}[0m strange words\n", "<\n",
      "-- \n",
      "Nov 24 02:03:04 mx1 spf: fail\n", String(repeating: "spf ", count: 400) + "\n",
      "Nov 24 02:03:04 mx1 exim[3]: SPF check failed for <a@example.org>\n",
    ]
    var octets = Array((texts.randomElement(using: &random) ?? "").utf8)
    if Int.random(in: 0..<4, using: &random) == 0 { octets.insert(0xff, at: 0) }
    return octets
  }

  private mutating func line(_ program: String, _ words: String) -> String {
    let host = "mx\(Int.random(in: 1...2, using: &random))"
    let date = Calendar(second)
    switch prefixes.randomElement(using: &random) ?? .traditional {
    case .traditional: return "\(date.traditional) \(host) \(program): \(words)"
    case .iso: return "\(date.iso).\(Int.random(in: 100..<999, using: &random))Z \(host) \(program): \(words)"
    case .isoZone: return "\(date.iso)+01:00 \(host) \(program): \(words)"
    case .priority: return "<22>\(date.traditional) \(host) \(program): \(words)"
    case .rfc5424: return "<22>1 \(date.iso)Z \(host) \(program.split(separator: "[")[0]) 77 - - \(words)"
    case .bare: return words
    case .compose: return "mail  | \(date.traditional) \(host) \(program): \(words)"
    case .json:
      let text = words.replacing("\"", with: "'")
      return "{\"MESSAGE\":\"\(text)\",\"SYSLOG_IDENTIFIER\":\"\(program.split(separator: "[")[0])\","
        + "\"_PID\":\"77\",\"_HOSTNAME\":\"\(host)\",\"__REALTIME_TIMESTAMP\":\"\(second)000000\"}"
    }
  }

  private mutating func session() -> [(program: String, words: String)] {
    let pid = Int.random(in: 100..<106, using: &random)
    let address = "192.0.2.\(Int.random(in: 1...6, using: &random))"
    let peer = Bool.random(using: &random) ? "mail.example.org[\(address)]" : "unknown[\(address)]"
    let smtpd = "postfix/\(["smtpd", "submission/smtpd"].randomElement(using: &random) ?? "smtpd")[\(pid)]"
    let id = "4B\(Int.random(in: 1000..<1040, using: &random))XYZ"
    let sender = "u\(Int.random(in: 0..<9, using: &random))@example.org"
    let policy = "policyd-spf[\(pid + 7)]"
    let fail =
      "550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.net/Why?s=mfrom;"
      + "id=\(sender);ip=\(address);r=<UNKNOWN>"
    var lines = [(smtpd, "connect from \(peer)")]
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      lines += [
        (policy, fail),
        (
          smtpd,
          "NOQUEUE: reject: RCPT from \(peer): 550 5.7.23 <b@corp.example>: Recipient address rejected: "
            + "\(fail.dropFirst(11)); from=<\(sender)> to=<b@corp.example> proto=ESMTP helo=<mail.example.org>"
        ),
      ]
    case 1:
      lines += [
        (smtpd, "\(id): client=\(peer), sasl_method=PLAIN, sasl_username=bob"),
        ("postfix/qmgr[9]", "\(id): from=<bob@corp.example>, size=9, nrcpt=1 (queue active)"),
        (
          "postfix/smtp[33]",
          "\(id): to=<\(sender)>, relay=mx.example.org[\(address)]:25, dsn=5.7.1, status=bounced "
            + "(host mx.example.org[\(address)] said: 550 5.7.1 SPF check failed (in reply to RCPT TO command))"
        ),
        ("postfix/qmgr[9]", "\(id): removed"),
      ]
    default:
      lines += [
        (
          policy,
          "prepend Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=\(address); "
            + "helo=mail.example.org; envelope-from=\(sender); receiver=<UNKNOWN> "
        ),
        (smtpd, "\(id): client=\(peer)"),
        ("postfix/cleanup[12]", "\(id): message-id=<1@example.org>"),
        ("opendkim[13]", "\(id): DKIM verification successful"), ("opendmarc[14]", "\(id): example.org pass"),
        ("postfix/qmgr[9]", "\(id): from=<\(sender)>, size=9, nrcpt=1 (queue active)"),
        ("postfix/lmtp[15]", "\(id): to=<b@corp.example>, relay=x, dsn=2.0.0, status=sent (250 2.0.0 Saved)"),
        ("dovecot", "imap-login: Login: user=<b>"), ("postfix/qmgr[9]", "\(id): removed"),
      ]
    }
    return lines + [(smtpd, "disconnect from \(peer) ehlo=1 quit=1 commands=2")]
  }

  /// A date for prefixes, of the years that tests need.
  private struct Calendar {
    let traditional: String
    let iso: String

    init(_ second: Int) {
      var day = second / 86_400
      var year = 1970
      while day >= (year % 4 == 0 ? 366 : 365) {
        day -= year % 4 == 0 ? 366 : 365
        year += 1
      }
      var month = 0
      let lengths = [31, year % 4 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      while day >= lengths[month] {
        day -= lengths[month]
        month += 1
      }
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
      let clock = "\(two(second / 3600 % 24)):\(two(second / 60 % 60)):\(two(second % 60))"
      traditional = "\(names[month]) \(day < 9 ? " " : "")\(day + 1) \(clock)"
      iso = "\(year)-\(two(month + 1))-\(two(day + 1))T\(clock)"
    }
  }
}
