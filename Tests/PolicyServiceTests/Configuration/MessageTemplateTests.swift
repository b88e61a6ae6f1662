import PolicyService
import Testing

@Suite("Templates of replies")
struct MessageTemplateTests {
  @Test("placeholders are filled")
  func fills() async throws {
    let message = try MessageTemplate(message: "{{no}} {spf}: {rejectdefer}; {url}")
    let url = try MessageTemplate(url: "https://why.example.org/{0}/{1}/{2}/{3}")
    let reply = try await Requests.reply {
      $0.reply.message = message
      $0.reply.url = url
      $0.reply.hasDetails = false
    }
    #expect(
      reply
        == "action=550 5.7.23 {no} SPF fail - not authorized: rejected; "
        + "https://why.example.org/mfrom/alice@example.com/203.0.113.99/rx.example.org\n\n")
  }

  @Test(
    "mistakes are told with their place",
    arguments: [
      ("a {nobody}", 3), ("a { b", 3), ("a } b", 3), ("a\nb", 2), ("{0}", 1),
    ])
  func mistakes(text: String, column: Int) {
    do {
      _ = try MessageTemplate(message: text)
      Issue.record("accepted: \(text)")
    } catch {
      #expect(error.description.hasPrefix("column \(column): "))
    }
  }
}
