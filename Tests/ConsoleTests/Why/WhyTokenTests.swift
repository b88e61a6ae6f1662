import History
import SPF
import TestSupport
import Testing

@testable import Console

@Suite struct WhyTokenTests {
  static let question = WhyQuestion(
    scope: .mailFrom, name: "support-info@corp.example.com", client: address("203.0.113.25"),
    receiver: "receiver.example")

  @Test func leadsToTheRefusalUntilItExpires() async throws {
    let site = Site(TableResolver(lines: Worlds.story))
    let token = try #require(WhyToken("abcdefghijklmnopqrstuvwxyz"))
    site.tokens.keep(WhyRefusal(Self.question, result: .fail, time: site.seconds), as: token)
    let page = try await site.get("/why/\(token)")
    #expect(page.status == 200)
    #expect(page.body.contains("ip4:203.0.113.25"))
    site.seconds += 86_401
    #expect(try await site.get("/why/\(token)").status == 410)
    #expect(try await site.get("/why/\(token)x").status == 404)
  }

  @Test func isLookedUpInTheStoreOfTheService() async throws {
    let token = "abcdefghijklmnopqrstuvwxyz"
    let store = OneLink(
      link: StoredLink(
        token: token, made: 1_000, expires: 2_000, scope: "mailfrom",
        identity: "support-info@corp.example.com",
        client: "203.0.113.25", helo: "mail2.corp.example.jp", recipientDomain: "receiver.example",
        receiver: "mx.receiver.example"))
    let tokens = StoredWhyTokens(store)
    let word = try #require(WhyToken(token))
    #expect(await tokens.answer(to: word, now: 1_500) == .refusal(WhyRefusal(Self.question, time: 1_000)))
    #expect(await tokens.answer(to: word, now: 2_500) == .unknown)
    let other = try #require(WhyToken("zyxwvutsrqponmlkjihgfedcba"))
    #expect(await tokens.answer(to: other, now: 1_500) == .unknown)
  }

  /// A store with one link.
  struct OneLink: LinkStore {
    let link: StoredLink
    var location: String { "memory" }

    func add(_ links: [StoredLink]) {}
    func link(_ token: String, now: Int64) -> StoredLink? {
      token == link.token && now < link.expires ? link : nil
    }
    func removeLinks(expiredAt now: Int64, portion: Int) -> Int { 0 }
    func close() {}
  }
}
