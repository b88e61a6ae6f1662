import DNS
import Diagnosis
import Foundation
import MailLog
import OpenSPF
import SPF
import Testing
import Yams

/// A labelled incident of Fixtures: its log, its DNS, and what a careful person took it for.
struct FixtureCase: Sendable, CustomTestStringConvertible {
  struct Check: Decodable, Sendable {
    let client: String
    let helo: String
    let mail_from: String
    let spf_helo: String
    let spf_mfrom: String?
  }

  struct Host: Decodable, Sendable {
    let domains: [String]?
    let own_addresses: [String]?
  }

  private struct Document: Decodable {
    let id: String
    let label: String
    let alt_labels: [String]?
    let receiver: Host
    let checks: [Check]
  }

  let id: String
  let labels: Set<String>
  var receiver: Host
  var checks: [Check]
  var zone: String
  var log: String

  var testDescription: String { id }

  static let all: [FixtureCase] = load()

  private static func load() -> [FixtureCase] {
    guard let root = Bundle.module.url(forResource: "Fixtures", withExtension: nil),
      let folders = try? FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)
    else { return [] }
    return folders.sorted { $0.path < $1.path }.compactMap { folder in
      func text(_ name: String) -> String? {
        (try? Data(contentsOf: folder.appendingPathComponent(name))).map {
          String(decoding: $0, as: UTF8.self)
        }
      }
      guard let yaml = text("case.yml"), let zone = text("zone.yml"), let log = text("mail.log"),
        let document = try? YAMLDecoder().decode(Document.self, from: yaml)
      else { return nil }
      return FixtureCase(
        id: document.id, labels: Set([document.label] + (document.alt_labels ?? [])),
        receiver: document.receiver, checks: document.checks, zone: zone, log: log)
    }
  }

  /// The diagnosis of it.
  func diagnose() async throws -> Diagnosis {
    let box = EventBox()
    let reader = MailLogReader(options: MailLogOptions(now: 1_780_000_000)) { box.collector.add($0) }
    reader.begin(file: "mail.log")
    reader.feed(Array(log.utf8))
    reader.finish()
    var options = Diagnosis.Options()
    // Nothing here takes time but a machine that is busy.
    options.time = .seconds(3600)
    options.receiver = Receiver(
      domains: (receiver.domains ?? []).compactMap { DomainName($0) },
      addresses: (receiver.own_addresses ?? []).compactMap { IPAddress($0) })
    let resolver = ZoneResolver(try ZoneDataReader(file: "zone.yml").zoneData(zone))
    return await Diagnosis.make(
      box.collector, survey: reader.survey, resolver: resolver, options: options)
  }

  /// The verdict on each check that did not pass, found by client and domain as a person would look it up.
  func verdicts(_ diagnosis: Diagnosis) -> [String] {
    let bad: Set<String> = ["fail", "softfail", "permerror", "temperror"]
    return checks.filter { bad.contains($0.spf_helo) || bad.contains($0.spf_mfrom ?? "") }.map { check in
      var names: Set<String> = []
      let domain =
        check.mail_from.split(separator: "@").last.map { $0.lowercased() } ?? check.helo.lowercased()
      if bad.contains(check.spf_mfrom ?? "") { names.insert(domain) }
      if bad.contains(check.spf_helo) { names.insert(check.helo.lowercased()) }
      let ofClient = diagnosis.cases.filter { item in
        item.clients.contains { IPAddress(check.client) == $0 }
      }
      let hit =
        ofClient.first { item in item.domains.contains { names.contains($0.description) } } ?? ofClient.first
      return hit?.verdict.rawValue ?? "missing"
    }
  }
}
