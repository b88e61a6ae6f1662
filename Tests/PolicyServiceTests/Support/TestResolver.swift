import SPF

/// Answers from a table; what is not in it does not exist.
struct TestResolver: ImmediateResolver {
  var answers: [DNSQuestion: DNSAnswer] = [:]
  /// Names whose answers must be fetched.
  var distant: Set<DomainName> = []
  /// How long fetching takes.
  var delay = Duration.zero

  init(txt: [String: String] = [:], failing: [String] = [], distant: [String] = []) {
    for (name, text) in txt {
      guard let name = DomainName(name) else { continue }
      answers[DNSQuestion(name, .txt)] = DNSAnswer(records: .texts([TextRecord(text)]), ttl: 300)
    }
    for name in failing {
      guard let name = DomainName(name) else { continue }
      answers[DNSQuestion(name, .txt)] = .failure(.serverFailure)
    }
    self.distant = Set(distant.compactMap { DomainName($0) })
  }

  func answerAtHand(to question: DNSQuestion) -> DNSAnswer? {
    if distant.contains(question.name) { return nil }
    return answers[question] ?? .noName(ttl: 60)
  }

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    if delay > .zero { try? await Task.sleep(for: delay) }
    return answers[question] ?? .noName(ttl: 60)
  }

  /// The zones of most tests.
  static let story = TestResolver(
    txt: [
      "example.com": "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all",
      "soft.example.com": "v=spf1 ip4:192.0.2.0/24 ~all",
      "neutral.example.com": "v=spf1 ip4:192.0.2.0/24 ?all",
      "open.example.com": "v=spf1 ip4:192.0.2.0/24",
      "broken.example.com": "v=spf1 ip4:192.0.2.300 -all",
      "include.example.com": "v=spf1 redirect=example.com",
      "explained.example.com": "v=spf1 exp=why.example.com -all",
      "why.example.com": "%{i} is \"not\" one of our servers (%{d})",
      "nothing.example.net": "v=spf1 -all",
      "mail.example.net": "v=spf1 ip4:192.0.2.7 -all",
    ], failing: ["down.example.com"])
}
