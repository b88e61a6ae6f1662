import PolicyService
import SPF
import Testing

@testable import Settings

/// Whatever stands in a file, it is read or refused: no trap, and what is refused has a reason.
@Suite("Files of any content")
struct SettingsMutationTests {
  /// Numbers that are the same in every run.
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 31)
    }
  }

  private static let yaml = """
    listen: [unix:/run/spf.sock, "127.0.0.1:1"]
    helo: {reject: Fail, pass_action: "x y"}
    exemptions:
      local_networks: [127.0.0.0/8, ::1]
      relay_domains: [example.com]
    policies:
      - name: a
        match: {recipients: [a@example.com], sender_domains: example.net}
        monitor: yes
    reply: {message: "{spf} {url}"}
    grace: {mode: defer}

    """
  private static let policyd = """
    debugLevel = 1
    HELO_reject = Fail
    skip_addresses = 127.0.0.0/8,::1
    Domain_Whitelist_PTR = .example.com
    Reason_Message = {spf} {url}
    Per_User = text,/etc/peruser
    TestOnly = 0

    """
  private static let users = "a@example.com,HELO_reject=False|Whitelist=192.0.2.1\n"
  private static let exemptions =
    "exemptions:\n  - {domain: example.com, network: 192.0.2.1, until: 2026-12-01T00:00Z, reason: x}\n"

  /// `text` with some octets changed, removed, doubled or moved.
  private static func mutated(_ text: String, _ generator: inout Generator) -> [UInt8] {
    var octets = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...6, using: &generator) where !octets.isEmpty {
      let at = Int.random(in: 0..<octets.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: octets[at] = UInt8.random(in: 0...255, using: &generator)
      case 1: octets.remove(at: at)
      case 2: octets.insert(contentsOf: octets[at...].prefix(12), at: 0)
      default: octets[at] = Array("{}[]:,#&*'\"\\\n\t -|=~@".utf8).randomElement(using: &generator) ?? 0
      }
    }
    return octets
  }

  @Test("configurations: what is read prints as what it is", arguments: 0..<4)
  func configurations(part: Int) throws {
    var generator = Generator(state: UInt64(part))
    let reader = SettingsReader(hostName: "mx.example.org")
    for _ in 0..<250 {
      let octets = Self.mutated(Self.yaml, &generator)
      do throws(SettingsError) {
        let loaded = try reader.settings(SettingsReader.File(name: "a", octets: octets))
        let printed = SettingsYAML(loaded).full
        let again = try reader.settings(SettingsReader.File(name: "b", octets: Array(printed.utf8)))
        #expect(again.settings.policy == loaded.settings.policy, "\(printed)")
      } catch {
        #expect(!error.problems.isEmpty)
        #expect(!error.description.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
      }
    }
  }

  @Test("policyd-spf.conf: the YAML is always one that can be used", arguments: 0..<4)
  func conversions(part: Int) throws {
    var generator = Generator(state: UInt64(part))
    let reader = SettingsReader(hostName: "mx.example.org")
    for _ in 0..<250 {
      let octets = Self.mutated(Self.policyd, &generator)
      let users = Self.mutated(Self.users, &generator)
      let imported = PolicydImport(SettingsReader.File(name: "a", octets: octets), purpose: .conversion) {
        SettingsReader.File(name: $0, octets: users)
      }
      let direct = try reader.settings(imported)
      let converted = try reader.settings(SettingsReader.File(name: "b", octets: Array(imported.yaml.utf8)))
      #expect(converted.settings.policy == direct.settings.policy, "\(imported.yaml)")
    }
  }

  @Test("exemptions")
  func exemptions() {
    var generator = Generator(state: 7)
    for _ in 0..<500 {
      let octets = Self.mutated(Self.exemptions, &generator)
      guard let list = try? ExemptionFile.read(SettingsReader.File(name: "a", octets: octets)) else {
        continue
      }
      let again = try? ExemptionFile.read(
        SettingsReader.File(name: "b", octets: Array(ExemptionFile.text(list).utf8)))
      #expect(again == list)
    }
  }
}
