internal import DNS
internal import SPF

/// A check that somebody wants explained.
struct CheckQuestion: Sendable, Hashable {
  /// The client.
  let client: IPAddress
  /// The reverse-path; empty for that of a bounce.
  let sender: String
  /// The HELO name.
  let helo: String
  /// A record that stands for the one published; nil for that.
  let record: String?

  /// The names of the parameters.
  static let names = ["ip", "sender", "helo", "record"]
  static let longestRecord = 4096
  private static let longestName = 320

  /// Reads the parameters of a query; nil if none of them is given.
  init?(_ text: String) throws(ParameterProblem) {
    let query = QueryText(text)
    // In a record a space is between terms, which a form writes as a plus sign.
    let form = QueryText(text.replacing("+", with: "%20"))
    func value(_ name: String) -> String {
      String((query.last(name) ?? "").trimmed(while: \.isWhitespace))
    }
    let record = Self.joined(form.last("record") ?? "")
    sender = value("sender")
    helo = value("helo")
    let address = value("ip")
    guard !(address + sender + helo + record).isEmpty else { return nil }
    guard let client = IPAddress(address) else {
      throw ParameterProblem(
        name: "ip",
        expected: Phrase(
          "an IPv4 or IPv6 address, such as 203.0.113.25", "IPv4 または IPv6 アドレス(203.0.113.25 など)"))
    }
    self.client = client
    guard sender.unicodeScalars.count <= Self.longestName, !(sender + helo).isEmpty else {
      throw ParameterProblem(
        name: "sender", expected: Phrase("a mail address, or a HELO name instead", "メールアドレス(または HELO 名)"))
    }
    guard helo.unicodeScalars.count <= Self.longestName else {
      throw ParameterProblem(name: "helo", expected: Phrase("a host name", "ホスト名"))
    }
    guard record.unicodeScalars.count <= Self.longestRecord else {
      throw ParameterProblem(
        name: "record",
        expected: Phrase(
          "a record of no more than \(Self.longestRecord) characters", "\(Self.longestRecord) 文字以内のレコード"))
    }
    self.record = record.isEmpty ? nil : record
  }

  /// Lines, and strings in quotation marks as zone files have them, as one text.
  private static func joined(_ text: String) -> String {
    var text = text.trimmed(while: \.isWhitespace)[...]
    if text.hasPrefix("\""), text.hasSuffix("\""), text.utf8.count > 1 {
      // The strings of a TXT record are joined without anything between them (RFC 7208 section 3.3).
      text = text.dropFirst().dropLast()
      return text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 0 || !$0.element.allSatisfy(\.isWhitespace) }.map { String($0.element) }
        .joined()
    }
    return text.split(whereSeparator: \.isNewline).map { String($0) }.joined(separator: " ")
  }

  /// The identity that is checked.
  var identity: Identity { sender.isEmpty ? .helo(helo) : .mailFrom(sender, helo: helo) }

  /// Checks, over `resolver`, which is asked no longer than for `time`.
  func outcome(over resolver: any Resolver, within time: Duration) async -> CheckOutcome {
    let desk = QuestionDesk(resolver, limit: 8, patience: .seconds(3), time: time, clock: ContinuousClock())
    var limits = Limits.rfc7208
    limits.time = min(limits.time, time)
    let request = CheckRequest(identity, client: client, isTraced: true)
    guard let record, let domain = identity.domain else {
      return await Evaluator(limits: limits).check(request, resolver: desk)
    }
    return await Evaluator(limits: limits).check(
      request, resolver: RecordOverlay(base: desk, domain: domain, record: record))
  }
}
