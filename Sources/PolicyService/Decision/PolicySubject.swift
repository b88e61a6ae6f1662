internal import SPF

/// What a request asks about: a client, the name it gave, a reverse-path.
struct PolicySubject: Sendable {
  let client: IPAddress
  /// The HELO name; where none was given, the sender's domain or `unknown`, as for policyd-spf.
  let helo: [UInt8]
  /// The reverse-path; empty for the null one.
  let sender: [UInt8]
  private let request: PolicyRequest

  /// Nil if neither a HELO name nor a sender was given.
  init?(_ request: PolicyRequest, client: IPAddress) {
    let sender = request.value(.sender)
    let helo = request.value(.heloName)
    if helo.isEmpty, sender.isEmpty { return nil }
    self.client = client
    self.sender = Array(sender)
    self.request = request
    guard helo.isEmpty else {
      self.helo = Array(helo)
      return
    }
    if let at = sender.lastIndex(of: UInt8(ascii: "@")) {
      self.helo = Array(sender[(at + 1)...])
    } else {
      self.helo = Array("unknown".utf8)
    }
  }

  var isNullSender: Bool { sender.isEmpty }

  var heloIdentity: Identity { .helo(utf8: helo) }
  var mailFromIdentity: Identity { .mailFrom(utf8: sender, helo: helo) }

  /// What a judge is asked about an outcome; nil if no domain was checked.
  func question(about outcome: CheckOutcome) -> GraceQuestion? {
    guard let domain = outcome.identity.domain else { return nil }
    func text(_ octets: some Sequence<UInt8>) -> String {
      String(decoding: Array(octets.prefix(Words.maximumPathLength)), as: UTF8.self)
    }
    var question = GraceQuestion(
      domain: domain, scope: outcome.identity.scope, result: outcome.result, client: client)
    let name = request.value(.clientName)
    if !name.isEmpty, !name.elementsEqual("unknown".utf8) { question.clientName = text(name) }
    question.helo = text(helo)
    question.sender = text(sender)
    question.recipient = text(request.value(.recipient))
    return question
  }
}
