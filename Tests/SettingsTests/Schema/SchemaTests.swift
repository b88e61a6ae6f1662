import Foundation
import PolicyService
import Testing

@testable import Settings

@Suite("The table of keys")
struct SchemaTests {
  @Test("keys, variables and options are unique, and no key is a section of another")
  func unique() {
    let settings = Schema.settings
    #expect(Set(settings.map(\.key)).count == settings.count)
    #expect(Set(settings.map(\.variable)).count == settings.count)
    let options = settings.compactMap(\.option)
    #expect(Set(options).count == options.count)
    for setting in settings {
      #expect(!settings.contains { $0.key.hasPrefix(setting.key + ".") }, "\(setting.key)")
    }
  }

  @Test("the keys of a section stand together, so that the section is written once")
  func contiguous() {
    for list in [Schema.settings, Schema.settings.filter(\.isForPolicies)] {
      var sections: [String] = []
      for setting in list {
        let section = setting.key.split(separator: ".").first.map(String.init) ?? ""
        if sections.last != section { sections.append(section) }
      }
      #expect(Set(sections).count == sections.count, "\(sections)")
    }
  }

  @Test("the defaults are values that can be read")
  func defaults() throws {
    let defaults = ServiceSettings(hostName: "mx.example.org")
    for setting in Schema.settings {
      let items = setting.write(defaults)
      guard setting.isList || !items.isEmpty else { continue }
      var settings = ServiceSettings(hostName: "mx.example.org")
      try setting.read(items, &settings)
      #expect(setting.write(settings) == items, "\(setting.key)")
    }
  }

  @Test("Documentation/configuration.md has the reference as it is made from the table")
  func reference() throws {
    let file = URL(filePath: #filePath).appending(path: "../../../../Documentation/configuration.md")
      .standardized
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(
      text.contains("<!-- spf config reference -->\n" + SettingsReference.markdown + "<!-- end -->\n"),
      "put the output of `spf config reference` between the marks")
  }

  @Test("the manual page has every key, and no line that a reader takes for another macro")
  func manual() {
    let lines = SettingsManual.page(day: "2026-11-25").split(separator: "\n")
    for setting in Schema.settings { #expect(lines.contains(".It Cm \(setting.key)")) }
    let macros: Set<String> = [
      "Dd", "Dt", "Os", "Sh", "Nm", "Nd", "Ic", "Ev", "Pp", "Cm", "Bl", "It", "El", "Xr", "Fl", "br",
    ]
    for line in lines where line.hasPrefix(".") {
      #expect(macros.contains(String(line.dropFirst().prefix { $0 != " " })), "\(line)")
    }
  }

  @Test("the files that come along can be used", arguments: ["Examples/spf.yaml", "Packaging/spf.yaml"])
  func example(path: String) throws {
    let file = URL(filePath: #filePath).appending(path: "../../../../\(path)").standardized
    let octets = Array(try Data(contentsOf: file))
    let loaded = try SettingsReader(hostName: "mx.example.org").settings(
      SettingsReader.File(name: "spf.yaml", octets: octets))
    #expect(loaded.warnings.isEmpty)
    #expect(!loaded.settings.server.addresses.isEmpty)
  }
}
