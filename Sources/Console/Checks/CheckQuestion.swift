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

  static let longestRecord = 4096
  static let longestName = 320

  /// Reads what somebody filled in; nil if that is nothing.
  init?(_ input: CheckInput) throws(ParameterProblem) {
    guard !input.isEmpty else { return nil }
    guard let client = IPAddress(input.client ?? "") else {
      throw ParameterProblem(
        name: "ip",
        expected: Phrase(
          "an IPv4 or IPv6 address, such as 203.0.113.25", "IPv4 または IPv6 アドレス(203.0.113.25 など)"))
    }
    guard input.sender.unicodeScalars.count <= Self.longestName, !(input.sender + input.helo).isEmpty else {
      throw ParameterProblem(
        name: "sender", expected: Phrase("a mail address, or a HELO name instead", "メールアドレス(または HELO 名)"))
    }
    guard input.helo.unicodeScalars.count <= Self.longestName else {
      throw ParameterProblem(name: "helo", expected: Phrase("a host name", "ホスト名"))
    }
    guard input.record.unicodeScalars.count <= Self.longestRecord else {
      throw ParameterProblem(
        name: "record",
        expected: Phrase(
          "a record of no more than \(Self.longestRecord) characters", "\(Self.longestRecord) 文字以内のレコード"))
    }
    self.client = client
    sender = input.sender
    helo = input.helo
    record = input.record.isEmpty ? nil : input.record
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
