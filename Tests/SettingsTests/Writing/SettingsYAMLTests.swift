import PolicyService
import SPF
import Testing

@testable import Settings

@Suite("Printing a configuration")
struct SettingsYAMLTests {
  @Test("every value has its source")
  func sources() throws {
    let loaded = try Loading.load(
      "helo: {reject: Softfail}\n", environment: ["SPF_MONITOR": "yes"], options: ["listen": ["127.0.0.1:1"]])
    let text = SettingsYAML(loaded).full
    for line in [
      "listen: [\"127.0.0.1:1\"]  # --listen", "monitor: yes  # SPF_MONITOR",
      "helo:\n  # \(Schema.setting("helo.reject")?.summary ?? "")\n  reject: Softfail  # spf.yaml:1",
      "mail_from:\n  # \(Schema.setting("mail_from.reject")?.summary ?? "")\n  reject: Fail  # default",
      "  socket_mode: \"0660\"  # default",
    ] {
      #expect(text.contains(line), "\(line)\n\(text)")
    }
  }

  @Test("every key is there with what it does, and can be read again where it has no value")
  func complete() throws {
    let text = SettingsYAML(try Loading.load("")).full
    let lines = Set(text.split(separator: "\n").map { $0.drop { $0 == " " } })
    for setting in Schema.settings {
      #expect(lines.contains("# \(setting.summary)"))
      let word = setting.key.split(separator: ".").last ?? ""
      #expect(lines.contains { $0.hasPrefix("\(word):") || $0.hasPrefix("# \(word):  # not set; ") })
    }
    #expect(text.contains("\n  # store:  # not set; "))
  }

  @Test(
    "what is printed can be read again, and means the same",
    arguments: [
      "", "helo: {reject: Null}\nserver: {user: nobody, group: mail, socket_mode: 0600}\nlog: {level: -1}\n",
      "reply: {message: \"a: \\\"{spf}\\\" # {{x}} \\\\ {url}\"}\nexemptions: {local_networks: []}\n",
      "errors: {defer_temperror: no}\nlisten: [unix:/a b, \"[::1]:1\"]\ndns: {servers: [192.0.2.1, \"[2001:db8::1]:5353\"]}\n",
      "history: {store: \"sqlite:/a b.db\", interval: 1, retention: 0, networks: \"/24,/48\"}\n",
    ])
  func roundTrip(yaml: String) throws {
    let loaded = try Loading.load(yaml)
    let again = try Loading.load(SettingsYAML(loaded).full)
    #expect(again.settings.policy == loaded.settings.policy)
    #expect(again.settings.server == loaded.settings.server)
    #expect(again.settings.historyLocation == loaded.settings.historyLocation)
    #expect(again.settings.history == loaded.settings.history)
    #expect(again.settings.nameServers == loaded.settings.nameServers)
    #expect(again.settings.user == loaded.settings.user && again.settings.group == loaded.settings.group)
  }

  @Test(
    "scalars are quoted where another reader would take them for something else",
    arguments: [
      ("Fail", "Fail"), ("False", "\"False\""), ("null", "\"null\""), ("0660", "\"0660\""), ("12", "12"),
      ("-1", "\"-1\""), ("a b", "\"a b\""), ("", "\"\""), ("a\"\\", "\"a\\\"\\\\\""),
      ("é\u{1}", "\"\\U000000e9\\U00000001\""),
      ("yes", "yes"), ("192.0.2.0/24", "192.0.2.0/24"), ("2001:db8::1", "\"2001:db8::1\""),
    ])
  func scalars(text: String, yaml: String) {
    #expect(YAMLScalar.write(text) == yaml)
  }
}
