import Foundation
import MailLog
import SPF
import Testing

@testable import Diagnosis

/// What is advised opens nothing but what the case needs.
@Suite struct RemedyAdvisorTests {
  private func remedy(_ scene: Scene, _ verdict: Verdict) async throws -> Remedy {
    let cases = await scene.diagnose().cases
    return try #require(cases.first { $0.verdict == verdict }, "\(cases.map(\.verdict))").remedy
  }

  private func remedy(_ id: String) async throws -> Remedy {
    let item = try #require(FixtureCase.all.first { $0.id == id })
    return try #require(try await item.diagnose().cases.first).remedy
  }

  /// A user's or device's mail under the receiver's own domain.
  private static func local(from client: String, helo: String = "[192.168.1.20]") -> Scene {
    Scene.stranger.zone("receiver.example TXT v=spf1 mx -all").log(
      Scene.event(from: client, helo: helo, sender: "ann@receiver.example"),
      Scene.event(from: client, helo: helo, sender: "ann@receiver.example", to: "eve@receiver.example"))
  }

  @Test(arguments: ["10.1.2.3", "192.0.2.9"])
  func aPrivateOrToldAddressMayRelay(client: String) async throws {
    let scene = Self.local(from: client).receiver(own: ["192.0.2.1", "192.0.2.9"])
    let remedy = try await remedy(scene, .unauthenticatedLocal)
    let relay = try #require(remedy.settings.first { $0.line.hasPrefix("mynetworks") })
    #expect(relay.line == "mynetworks = … \(client)/32")
    #expect(relay.opens == .relay)
  }

  @Test func anAddressNamedInAToldDomainMayRelay() async throws {
    let scene = Self.local(from: Scene.client, helo: "app.receiver.example").without("77.113").zone(
      "77.113.0.203.in-addr.arpa PTR app.receiver.example", "app.receiver.example A 203.0.113.77")
    #expect(try await remedy(scene, .unauthenticatedLocal).settings.contains { $0.opens == .relay })
    // The same name, but whose domain it is was only inferred.
    let inferred = scene.receiver(domains: []).each { $0.recipients = ["bob@receiver.example"] }
    var known = inferred
    known.survey.recipientDomains = ["receiver.example": 4]
    let cases = await known.diagnose().cases
    #expect(!cases.flatMap(\.remedy.settings).contains { $0.opens == .relay })
  }

  @Test func aSharedHostOrHomeLineMayNotRelay() async throws {
    let site = try await remedy("local-own-website-form")
    #expect(site.audience == .receiver)
    #expect(!site.settings.contains { $0.line.contains("mynetworks") || $0.line.contains("--local-network") })
    #expect(site.settings.map(\.opens) == [.senderFromClient])
    let home = Self.local(from: Scene.client).without("77.113").zone(
      "77.113.0.203.in-addr.arpa PTR dyn-203-0-113-77.dsl.access.example",
      "dyn-203-0-113-77.dsl.access.example A 203.0.113.77"
    ).users(from: Scene.client)
    #expect(try await remedy(home, .unauthenticatedLocal).settings.isEmpty)
  }

  @Test func whatIsOnlyInferredIsToBeTold() async throws {
    let remedy = try await remedy("hidden-inbound-filter-gateway-public")
    #expect(remedy.settings.map(\.place) == ["spf diagnose"])
    #expect(remedy.settings.allSatisfy { $0.line.contains("--own-address") })
  }

  @Test func aPrivateGatewayIsNoFilter() async throws {
    let remedy = try await remedy("hidden-router-snat")
    #expect(remedy.settings.map(\.opens) == [.everything, .clientNames])
    #expect(!remedy.settings.contains { $0.line.contains("xforward") })
  }

  @Test func aForwarderIsExemptForItsRecipientAlone() async throws {
    let remedy = try await remedy("fwd-standards-body-alias")
    #expect(remedy.settings.map(\.opens) == [.recipientThroughClient])
    #expect(remedy.settings[0].line.contains("check_recipient_access regexp:{{/^"))
  }

  @Test func aStaleServerIsExemptForItsDomainAlone() async throws {
    let remedy = try await remedy("stale-server-replaced-story")
    #expect(remedy.settings.map(\.opens) == [.senderFromClient])
    #expect(remedy.settings[0].line.contains("check_sender_access regexp:{{/[@.]"))
  }

  @Test func oneHostOfAServiceIsCalledSo() async throws {
    #expect(try await remedy("stale-esp-bounce-subdomain").advice.contains("include:"))
    #expect(!(try await remedy("stale-server-replaced-story").advice.contains("include:")))
  }

  @Test func nothingToDoIsSaidOnce() async throws {
    let item = try #require(FixtureCase.all.first { $0.id == "forged-self-to-self" })
    let found = try #require(try await item.diagnose().cases.first { $0.verdict == .forged })
    #expect(CaseText(found).full(number: 1).components(separatedBy: "Nothing").count == 2)
  }
}
