import Foundation
import PolicyService
import SPF
import Testing

@testable import Settings

@Suite("Files with temporary exemptions")
struct ExemptionFileTests {
  static func exemption(
    _ domain: String, _ network: String, reason: String = "moved", end: Int64 = 2_000_000_000
  )
    throws -> TemporaryExemption
  {
    TemporaryExemption(
      domain: try #require(DomainName(domain)), network: try #require(IPNetwork(network)), reason: reason,
      end: end)
  }

  private static func read(_ text: String) throws(SettingsError) -> [TemporaryExemption] {
    try ExemptionFile.read(SettingsReader.File(name: "exemptions.yaml", octets: Array(text.utf8)))
  }

  @Test("what is written can be read", arguments: [0, 1, 3])
  func roundTrip(count: Int) throws {
    let list = try (0..<count).map {
      try Self.exemption("a\($0).example.com", "203.0.113.\($0)", reason: "a: \"b\" # \\ \($0)")
    }
    #expect(try Self.read(ExemptionFile.text(list)) == list)
  }

  @Test(
    "what is wrong",
    arguments: [
      ("- a", "expected keys and values"), ("other: []", "exemptions.yaml:1:1: other: no such key"),
      ("exemptions: x", "exemptions: expected a list"),
      ("exemptions: [x]", "exemptions[1]: expected domain, network"),
      ("exemptions: [{domain: example.com}]", "exemptions[1].network: \"\" is not a network"),
      ("exemptions: [{domain: com}]", "exemptions[1].domain: \"com\" is not a fully"),
      ("exemptions: [{domian: example.com}]", "Did you mean \"domain\"?"),
      (
        "exemptions: [{domain: example.com, network: 192.0.2.1, until: 2026-13-01T00:00Z, reason: x}]",
        "exemptions.yaml:1:63: exemptions[1].until: \"2026-13-01T00:00Z\" is not a time"
      ),
      (
        "exemptions: [{domain: example.com, network: 192.0.2.1, until: 2026-12-01T00:00Z, reason: \"\\e\"}]",
        "exemptions[1].reason: "
      ),
    ])
  func problems(text: String, problem: String) {
    do throws(SettingsError) {
      _ = try Self.read(text)
      Issue.record("nothing was wrong")
    } catch {
      #expect(error.description.contains(problem), "\(error)")
    }
  }

  @Test(
    "a network of very many is warned of",
    arguments: [
      ("0.0.0.0/0", true), ("10.0.0.0/15", true), ("198.51.0.0/16", false), ("203.0.113.25", false),
      ("::/0", true), ("2001:db8::/31", true), ("2001:db8::/32", false),
    ])
  func wide(network: String, isWarnedOf: Bool) throws {
    let warning = ExemptionFile.warning(of: try Self.exemption("corp.example.com", network))
    #expect((warning != nil) == isWarnedOf)
    #expect(warning?.contains("corp.example.com") ?? true)
  }

  @Test("a date ends with its last second")
  func date() throws {
    let list = try Self.read(
      "exemptions: [{domain: example.com, network: 192.0.2.1, until: 2033-05-18, reason: x}]")
    #expect(list.map(\.end) == [2_000_073_599])
  }

  @Test("too many are refused")
  func many() {
    let one = "{domain: example.com, network: 192.0.2.1, until: 2026-12-01T00:00Z, reason: x}"
    let text = "exemptions: [" + Array(repeating: one, count: 10_001).joined(separator: ",") + "]"
    #expect(throws: SettingsError.self) { try Self.read(text) }
  }

  @Test("several who change a file at once lose nothing")
  func together() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "spf-exempt-\(UInt32.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = ExemptionStore(path: folder.path() + "exemptions.yaml", patience: .seconds(3600))
    #expect(try store.list().isEmpty && store.mark() == nil)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<20 {
        group.addTask {
          try store.change { try $0.append(Self.exemption("a.example.com", "203.0.113.\(index)")) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try store.list().count == 20)
  }

  @Test("whoever keeps the file to himself is not waited for without end, and nothing is changed meanwhile")
  func locked() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "spf-exempt-\(UInt32.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.path() + "exemptions.yaml"
    // Who made it may be another user, who lets others read it only.
    let lock = unsafe open(path + ".lock", O_RDONLY | O_CREAT, 0o444)
    try #require(lock >= 0 && flock(lock, LOCK_EX) == 0)
    let exemption = try Self.exemption("a.example.com", "203.0.113.1")
    let failure = #expect(throws: ExemptionStore.Failure.self) {
      try ExemptionStore(path: path, patience: .milliseconds(50)).add(exemption, now: 0)
    }
    #expect(failure?.description.contains(".lock is kept locked by another process") == true)
    #expect(try ExemptionStore(path: path).list().isEmpty)
    close(lock)
    try ExemptionStore(path: path, patience: .seconds(3600)).add(exemption, now: 0)
    #expect(try ExemptionStore(path: path).list() == [exemption])
  }

  @Test("the list has the next to end first, and says what has ended")
  func list() throws {
    let list = [
      try Self.exemption("b.example.com", "203.0.113.0/24", end: 1_900_000_000),
      try Self.exemption("a.example.com", "203.0.113.1", end: 1_800_000_000),
    ]
    #expect(
      ExemptionListDocument(list, now: 1_850_000_000).text
        == "ended 2027-01-15T08:00:00Z  a.example.com from 203.0.113.1: moved\n"
        + "until 2030-03-17T17:46:40Z  b.example.com from 203.0.113.0/24: moved\n")
    #expect(ExemptionListDocument([], now: 0).text == "There are no exemptions.\n")
  }
}
