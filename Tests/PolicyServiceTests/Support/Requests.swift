import PolicyService
import SPF

/// Requests and answers as text.
enum Requests {
  /// A request as Postfix writes it, with the values given in place of the usual ones; nil leaves one out.
  static func text(_ values: KeyValuePairs<String, String?> = [:]) -> String {
    var attributes: [(String, String?)] = [
      ("request", "smtpd_access_policy"), ("protocol_state", "RCPT"), ("protocol_name", "ESMTP"),
      ("client_address", "203.0.113.99"), ("client_name", "unknown"), ("client_port", "4711"),
      ("reverse_client_name", "unknown"), ("helo_name", "host.example.org"),
      ("sender", "alice@example.com"), ("recipient", "bob@rx.example.org"), ("recipient_count", "0"),
      ("queue_id", ""), ("instance", ""), ("size", "0"), ("etrn_domain", ""), ("stress", ""),
      ("sasl_method", ""), ("sasl_username", ""), ("sasl_sender", ""), ("ccert_subject", ""),
      ("ccert_issuer", ""), ("ccert_fingerprint", ""), ("ccert_pubkey_fingerprint", ""),
      ("encryption_protocol", ""), ("encryption_cipher", ""), ("encryption_keysize", "0"),
      ("policy_context", ""), ("server_address", "192.0.2.25"), ("server_port", "25"),
    ]
    for (name, value) in values {
      if let index = attributes.firstIndex(where: { $0.0 == name }) {
        attributes[index].1 = value
      } else {
        attributes.append((name, value))
      }
    }
    return attributes.compactMap { name, value in value.map { "\(name)=\($0)\n" } }.joined() + "\n"
  }

  /// The request of ``text(_:)``, decoded.
  static func request(_ values: KeyValuePairs<String, String?> = [:]) throws -> PolicyRequest? {
    var decoder = PolicyRequestDecoder()
    var octets = Array(text(values).utf8)[...]
    return try decoder.next(&octets)
  }

  /// What a service with this configuration answers, one answer for each request.
  static func replies(
    to requests: [KeyValuePairs<String, String?>], resolver: TestResolver = .story,
    log: RecordingSink = RecordingSink(), change: (inout PolicyConfiguration) -> Void = { _ in }
  ) async throws -> [String] {
    var configuration = PolicyConfiguration(hostName: "mx.example.org")
    change(&configuration)
    let engine = PolicyEngine(configuration: configuration, resolver: resolver)
    let decisionLog = DecisionLog(configuration: configuration, sink: log)
    var memory = InstanceMemory()
    var replies: [String] = []
    for values in requests {
      guard let request = try request(values) else { continue }
      let decision = await engine.decide(request, memory: &memory)
      decisionLog.record(decision, of: request)
      var out: [UInt8] = []
      decision.appendReply(to: &out)
      replies.append(String(decoding: out, as: UTF8.self))
    }
    return replies
  }

  /// What a service with this configuration answers to one request.
  static func reply(
    to values: KeyValuePairs<String, String?> = [:], resolver: TestResolver = .story,
    log: RecordingSink = RecordingSink(), change: (inout PolicyConfiguration) -> Void = { _ in }
  ) async throws -> String {
    try await replies(to: [values], resolver: resolver, log: log, change: change).joined()
  }
}
