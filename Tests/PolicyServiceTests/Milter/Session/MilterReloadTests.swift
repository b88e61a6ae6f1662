import Testing

@testable import PolicyService

@Suite("A milter session whose configuration is read again")
struct MilterReloadTests {
  private typealias P = MilterPackets
  private static let end = P.packet("E")
  private static let forged =
    P.header("Authentication-Results", "mx.example.org; spf=pass")
    + P.header("Authentication-Results", "new.example.org; spf=pass")

  @Test("the kind of the header field follows, also one that was not wanted when the connection began")
  func header() async throws {
    var exchange = try await MilterExchange.begun(
      address: "192.0.2.7", policy: { $0.header.kind = .none })
    #expect(try await exchange.answers(P.mail(), P.recipient(), Self.end) == ["c", "c"])
    exchange.reload { $0.header.kind = .receivedSPF }
    let received = try await exchange.answers(P.mail(), P.recipient(), Self.end)
    #expect(received.dropFirst().first?.hasPrefix("i||||Received-SPF|Pass ") == true)
    exchange.reload { $0.header.kind = .authenticationResults }
    let results = try await exchange.answers(P.mail(), P.recipient(), Self.end)
    #expect(
      results.dropFirst().first?.hasPrefix("i||||Authentication-Results|mx.example.org; spf=pass (") == true)
    exchange.reload { $0.header.kind = .none }
    #expect(try await exchange.answers(P.mail(), P.recipient(), Self.end) == ["c", "c"])
  }

  @Test("a mail server that lets us add nothing is no news while nothing is to be added")
  func lacking() async throws {
    var exchange = MilterExchange(policy: { $0.header.kind = .none })
    _ = try await exchange.answers(P.negotiate(actions: 0x10))
    #expect(exchange.lacking.isEmpty)
    exchange = MilterExchange()
    _ = try await exchange.answers(P.negotiate(actions: 0x10))
    #expect(exchange.lacking == .addHeaders)
  }

  @Test("forged fields are those of the name that is in force when the message begins")
  func authservID() async throws {
    var exchange = try await MilterExchange.begun(address: "192.0.2.7")
    exchange.reload { $0.header.authservID = "new.example.org" }
    let answers = try await exchange.answers(P.mail(), P.recipient(), Self.forged, Self.end)
    #expect(answers.contains("m|||\\2Authentication-Results||"))
    #expect(!answers.contains("m|||\\1Authentication-Results||"))
    _ = try await exchange.answers(P.mail(), P.recipient())
    exchange.reload { $0.header.authservID = "mx.example.org" }
    let begun = try await exchange.answers(Self.forged, Self.end)
    #expect(begun.contains("m|||\\2Authentication-Results||"))
    let next = try await exchange.answers(P.mail(), P.recipient(), Self.forged, Self.end)
    #expect(next.contains("m|||\\1Authentication-Results||"))
  }

  @Test("rules, exemptions and monitoring follow")
  func rules() async throws {
    var exchange = try await MilterExchange.begun()
    #expect(try await exchange.answers(P.mail(), P.recipient()).first?.hasPrefix("y550") == true)
    exchange.reload { $0.isMonitoring = true }
    #expect(try await exchange.answers(P.mail(), P.recipient()).first == "c")
    exchange.reload {
      $0.isMonitoring = false
      $0.exemptions.authenticatedUsers = false
    }
    #expect(
      try await exchange.answers(
        P.macros("M", ["{auth_authen}": "alice"]), P.mail(), P.recipient()
      ).first?.hasPrefix("y550") == true)
  }

  @Test("an authenticated user is exempt at MAIL, too")
  func userAtMail() async throws {
    var exchange = try await MilterExchange.begun(milter: { $0.stage = .mail })
    #expect(
      try await exchange.answers(
        P.macros("M", ["{auth_authen}": "alice"]), P.mail(), P.macros("E", ["i": "4XYZ"]),
        Self.end
      ) == ["c", "c"])
    #expect(exchange.sink.lines == ["4XYZ: Not checked: authenticated user alice"])
  }
}
