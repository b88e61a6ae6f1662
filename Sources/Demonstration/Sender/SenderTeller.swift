internal import DNS
internal import NameServer
internal import Publishing
internal import Reporting
internal import SPF

/// Sends the company's mail and publishes its records while the clock of the story goes, and notes what was really
/// seen. All mail goes to one receiver, whose cache keeps what it is told for as long as it may.
struct SenderTeller {
  /// One of the company's mail servers.
  enum Server: String {
    case old = "mail"
    case new = "mail2"

    var address: String { self == .old ? "192.0.2.11" : "203.0.113.25" }
    var name: String { "\(rawValue).\(SenderZone.domain)" }
  }

  let client: PolicyClient
  let server: LoopbackNameServer
  let clock: StoryClock
  private(set) var lines: [String] = []
  /// What the logs of the company's servers say of mail that was refused.
  private(set) var log: [String] = []
  private(set) var sent = 0
  private(set) var refused = 0

  init(client: PolicyClient, server: LoopbackNameServer, clock: StoryClock) {
    self.client = client
    self.server = server
    self.clock = clock
  }

  /// The lines since the last call.
  mutating func take() -> [String] {
    defer { lines = [] }
    return lines
  }

  /// The records of the name change to those of `zoneLines`.
  mutating func publish(_ zoneLines: String, at time: Int64) throws {
    clock.go(to: time)
    server.setZone(try SenderZone.resolver(zoneLines))
    note(
      "published  " + zoneLines.split(separator: "\n").filter { !$0.hasPrefix(";") }.joined(separator: " "))
  }

  /// A mail from one of the servers; whether it is let in.
  @discardableResult
  mutating func mail(from sender: Server, at time: Int64) async throws -> Bool {
    clock.go(to: time)
    sent += 1
    let message = Message(
      client: sender.address, clientName: sender.name, helo: sender.name,
      sender: "support-info@corp.example.com", recipient: "me@receiver.example", instance: "sender-\(sent)")
    let action = try await client.ask(message.attributes)
    let host = "mx.receiver.example[198.51.100.25]"
    guard action.hasPrefix("5") else {
      let isPass = action.contains("Received-SPF: Pass")
      note("\(sender.rawValue) (\(sender.address))  \(isPass ? "let in, SPF pass" : action)")
      return isPass
    }
    refused += 1
    note("\(sender.rawValue) (\(sender.address))  refused; in its log:")
    let queued =
      "postfix/qmgr[2190]: 4F3A\(sent): from=<\(message.sender)>, size=2417, nrcpt=1 (queue active)"
    let bounced =
      "postfix/smtp[2201]: 4F3A\(sent): to=<\(message.recipient)>, relay=\(host):25, delay=1.2, "
      + "delays=0.1/0/0.6/0.5, dsn=5.7.23, status=bounced (host \(host) said: \(message.reply(action)) "
      + "(in reply to RCPT TO command))"
    lines.append("  \(bounced)")
    let submitted = "postfix/pickup[2189]: 4F3A\(sent): uid=33 from=<\(message.sender)>"
    log += [submitted, queued, bounced].map { "\(CivilTime(time).machine) \(sender.rawValue) \($0)" }
    return false
  }

  private mutating func note(_ text: String) {
    lines.append("\(CivilTime(clock.now).text)  \(text)")
  }
}
