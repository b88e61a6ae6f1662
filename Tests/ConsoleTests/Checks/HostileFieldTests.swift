import Foundation
import History
import SPF
import TestSupport
import Testing

@testable import Console

/// Whatever the fields of the pages that ask DNS hold, and whatever DNS and history answer, nothing of it becomes markup.
@Suite(.serialized) struct HostileFieldTests {
  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  private static func expectHarmless(_ page: Page, _ payload: String) {
    Hostile.expectHarmless(page, payload, isPrivate: true, statuses: [200, 303, 400, 404, 414])
    if let location = page["Location"] {
      #expect(location.wholeMatch(of: #/\/domains\/[a-z0-9._-]+/#) != nil, "\(location)")
    }
  }

  @Test(arguments: Hostile.payloads) func becomesNoMarkup(_ payload: String) async throws {
    let world = try await PrivateWorld()
    let text = Self.encoded(payload)
    for target in [
      "/check?ip=\(text)&sender=\(text)&helo=\(text)&record=\(text)",
      "/check?ip=203.0.113.25&sender=\(text)&helo=\(text)",
      "/check?ip=203.0.113.25&sender=a@corp.example.com&record=v%3Dspf1%20\(text)",
      "/domains?name=\(text)", "/domains/\(text)", "/live?lang=\(text)&\(text)",
      // As no browser sends it.
      "/check?ip=\(payload)&sender=\(payload)&record=\(payload)", "/domains/\(payload)",
    ] { Self.expectHarmless(try await world.get(target), target) }
  }

  @Test(arguments: Hostile.payloads) func becomesNoMarkupOutOfDNS(_ payload: String) async throws {
    let plain = payload.filter { !$0.isNewline }
    guard !plain.isEmpty, plain.utf8.count < 400 else { return }
    let world = try await PrivateWorld(
      TableResolver(lines: [
        "a.example TXT v=spf1 x=\(plain) -all exp=e.a.example", "e.a.example TXT \(plain)",
        "b.example TXT v=spf1 \(plain) -all",
      ]))
    for name in ["a.example", "b.example"] {
      for target in ["/domains/\(name)", "/check?ip=192.0.2.1&sender=x@\(name)"] {
        Self.expectHarmless(try await world.get(target), "\(target) \(plain)")
      }
    }
  }

  @Test(arguments: Hostile.payloads) func becomesNoMarkupOutOfNames(_ payload: String) async throws {
    let label = payload.filter { !$0.isWhitespace && $0 != "." }
    guard let name = DomainName("\(label).corp.example.jp"), !label.isEmpty else { return }
    let world = try await PrivateWorld(
      TableResolver(lines: [
        "corp.example.com TXT v=spf1 mx include:\(label).corp.example.jp ptr -all",
        "corp.example.com MX \(name)", "\(name) A 203.0.113.25",
        "\(name) TXT v=spf1 a:\(label).corp.example.jp ?all",
        "26.113.0.203.in-addr.arpa PTR \(name)",
      ]))
    for target in ["/domains/corp.example.com", "/check?ip=203.0.113.26&sender=x@corp.example.com"] {
      Self.expectHarmless(try await world.get(target), "\(target) \(label)")
    }
  }

  @Test func becomesNoMarkupOutOfHistory() async throws {
    // So many as pages show.
    for start in stride(from: 0, to: Hostile.payloads.count, by: 20) {
      let world = try await PrivateWorld()
      let payloads = Hostile.payloads[start..<min(start + 20, Hostile.payloads.count)]
      var batch = HistoryBatch()
      for (number, payload) in payloads.enumerated() {
        let name = HistoryText.name(payload.utf8)
        batch.observations.append(PrivateWorld.seen(.fail, 0, domain: name, helo: name, action: .rejected))
        batch.records.append(
          RecordVersion(
            domain: "corp.example.com", text: HistoryText.record([Array("v=spf1 \(payload) -all".utf8)]),
            ttl: 60,
            firstSeen: PrivateWorld.now - Int64(number), lastSeen: PrivateWorld.now))
      }
      try await world.store.write(
        batch, stamp: BatchStamp(writer: "hostile", sequence: 1, hour: PrivateWorld.hour))
      for target in ["/domains", "/domains/corp.example.com", "/live"] {
        Self.expectHarmless(try await world.get(target), "\(target) \(start)")
      }
    }
  }
}
