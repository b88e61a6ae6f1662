import DNS
import Foundation
import OpenSPF
import SPF
import Testing

@testable import Diagnosis

/// The READMEs show what is really written.
@Suite struct ReadmeTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  private func story() async throws -> (diagnosis: Diagnosis, text: String) {
    let zone = "Examples/zones/story-before.zone"
    var data = ZoneData()
    data.merge(try ZoneFormat.read(Array(try Self.text(zone).utf8), path: zone))
    let reading = LogReading.read(
      [Self.root.appending(path: "Examples/story/mail.log").path()], now: 1_780_000_000)
    var options = Diagnosis.Options()
    // Nothing here takes time but a machine that is busy.
    options.time = .seconds(3600)
    options.receiver = Receiver(domains: [try #require(DomainName("receiver.example"))])
    let diagnosis = await Diagnosis.make(
      reading.collector, survey: reading.survey, resolver: ZoneResolver(data), options: options)
    return (diagnosis, DiagnosisText(diagnosis, survey: reading.survey).full)
  }

  @Test(arguments: ["README.md", "README.ja.md"])
  func theStoryIsShown(path: String) async throws {
    #expect(try Self.text(path).contains(try await story().text))
  }

  @Test(arguments: ["README.md", "README.ja.md"])
  func theDraftIsShown(path: String) async throws {
    let item = try #require(try await story().diagnosis.cases.first)
    let options = NoticeOptions(from: "postmaster@receiver.example", agent: "spf", now: 1_780_000_000)
    let body = Set(NoticeText(item: item, options: options).body.split(separator: "\n"))
    let readme = try Self.text(path)
    let start = try #require(readme.firstRange(of: "```text\nFrom: <postmaster@receiver.example>"))
    let shown = readme[start.upperBound...].split(separator: "\n").prefix { $0 != "```" }
    let words = shown.drop { !$0.hasPrefix("Subject:") }.dropFirst().prefix { !$0.hasPrefix("Feedback-Type") }
    #expect(words.count > 6)
    for line in words where line != "…" { #expect(body.contains(line), "\(line)") }
  }
}
