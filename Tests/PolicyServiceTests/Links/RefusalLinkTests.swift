import NIOConcurrencyHelpers
import SPF
import Testing

@testable import PolicyService

@Suite("Links in refusals")
struct RefusalLinkTests {
  /// Keeps links, as long as it is told to.
  final class Keeper: RefusalLinkObserver {
    let links = NIOLockedValueBox<[RefusalLink]>([])
    let hasRoom = NIOLockedValueBox(true)

    func take(_ link: RefusalLink) -> Bool {
      guard hasRoom.withLockedValue({ $0 }) else { return false }
      links.withLockedValue { $0.append(link) }
      return true
    }
  }

  private let keeper = Keeper()
  private let now = NIOLockedValueBox<Int64>(1_000_000)

  private func engine(change: (inout PolicyConfiguration) -> Void = { _ in }) -> PolicyEngine<TestResolver> {
    var configuration = PolicyConfiguration(hostName: "mx.example.org")
    configuration.reply.whyURL = "https://why.example.org"
    change(&configuration)
    let count = NIOLockedValueBox<UInt8>(0)
    let desk = LinkDesk(
      observer: keeper, now: { [now] in now.withLockedValue { $0 } },
      random: {
        count.withLockedValue { $0 += 1 }
        return [UInt8](repeating: 0, count: 15) + [count.withLockedValue { $0 }]
      })
    return PolicyEngine(configuration: configuration, resolver: TestResolver.story, links: desk)
  }

  private func ask(
    _ engine: PolicyEngine<TestResolver>, _ values: KeyValuePairs<String, String?> = [:]
  ) async throws -> String {
    let request = try #require(try Requests.request(values))
    var memory = InstanceMemory()
    var out: [UInt8] = []
    await engine.decide(request, memory: &memory).appendReply(to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  private static let plain =
    "Please see http://www.openspf.net/Why?s=mfrom;id=alice@example.com;ip=203.0.113.99;r=rx.example.org ("

  @Test("the reply has the link, and whoever keeps it knows the check")
  func given() async throws {
    let answer = try await ask(engine(), ["helo_name": "Host.Example.ORG"])
    #expect(answer.contains("Please see https://why.example.org/why/aaaaaaaaaaaaaaaaaaaaaaaaae ("))
    let link = try #require(keeper.links.withLockedValue { $0.first })
    #expect(link.token == "aaaaaaaaaaaaaaaaaaaaaaaaae" && link.receiver == "mx.example.org")
    #expect(link.made == 1000 && link.expires == 1000 + 30 * 86_400)
    #expect(link.subject.scope == .mailFrom && link.subject.identity == "alice@example.com")
    #expect(link.subject.client == IPAddress("203.0.113.99"))
    #expect(link.subject.helo == "host.example.org" && link.subject.recipientDomain == "rx.example.org")
  }

  @Test("without an address of the page, and without room, the reply is as ever")
  func plain() async throws {
    #expect(try await ask(engine { $0.reply.whyURL = nil }).contains(Self.plain))
    keeper.hasRoom.withLockedValue { $0 = false }
    #expect(try await ask(engine()).contains(Self.plain))
    #expect(keeper.links.withLockedValue { $0.isEmpty })
    let without = try await Requests.reply { $0.reply.whyURL = "https://why.example.org" }
    #expect(without.contains(Self.plain))
  }

  @Test("mail that passes, and a text without the address, make no link")
  func none() async throws {
    _ = try await ask(engine(), ["client_address": "192.0.2.7"])
    let message = try MessageTemplate(message: "{spf}")
    #expect(try await ask(engine { $0.reply.message = message }).hasPrefix("action=550 5.7.23 SPF fail"))
    #expect(keeper.links.withLockedValue { $0.isEmpty })
  }

  @Test("the same check has the same link, until half of its time is over")
  func again() async throws {
    let engine = engine()
    let first = try await ask(engine)
    #expect(try await ask(engine) == first)
    #expect(try await ask(engine, ["recipient": "you@rx.example.org"]) == first)
    #expect(try await ask(engine, ["recipient": "me@other.example.org"]) != first)
    now.withLockedValue { $0 += 15 * 86_400 * 1000 }
    #expect(try await ask(engine) == first)
    now.withLockedValue { $0 += 1000 }
    #expect(try await ask(engine) != first)
    #expect(keeper.links.withLockedValue { $0.count } == 3)
  }

  @Test("what is refused by its HELO name has that as identity; a hidden receiver stays hidden")
  func helo() async throws {
    _ = try await ask(engine { $0.hidesReceiver = true }, ["helo_name": "nothing.example.net"])
    let subject = try #require(keeper.links.withLockedValue { $0.first?.subject })
    #expect(subject.scope == .helo && subject.identity == "nothing.example.net")
    #expect(subject.recipientDomain == "<UNKNOWN>")
  }

  @Test("what strangers sent is made safe before it is kept")
  func safe() async throws {
    _ = try await ask(
      engine(), ["sender": "\u{1b}[2J\"<x>@example.com", "helo_name": "\u{7}host.example.org"])
    let subject = try #require(keeper.links.withLockedValue { $0.first?.subject })
    for text in [subject.identity, subject.helo] {
      #expect(text.utf8.allSatisfy { (0x20...0x7e).contains($0) })
    }
  }

  @Test(
    "base32, small and without padding (RFC 4648 section 10)",
    arguments: [("", ""), ("f", "my"), ("fo", "mzxq"), ("foo", "mzxw6"), ("foobar", "mzxw6ytboi")])
  func base32(octets: String, text: String) {
    #expect(LinkToken.text(Array(octets.utf8)) == text)
  }

  @Test("tokens of the system differ")
  func random() {
    let tokens = Set((0..<100).map { _ in LinkToken.text(LinkToken.random()) })
    #expect(tokens.count == 100 && tokens.allSatisfy { $0.utf8.count == 26 })
  }
}
