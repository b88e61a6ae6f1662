import DNS
import History
import PolicyService
import SPF
import Testing

@testable import Settings

@Suite("Reading a configuration")
struct SettingsReaderTests {
  @Test("nothing said: the defaults of policyd-spf", arguments: ["", "# a comment\n", "~\n"])
  func defaults(yaml: String) throws {
    let loaded = try Loading.load(yaml)
    #expect(loaded.settings.policy == PolicyConfiguration(hostName: "mx.example.org"))
    #expect(loaded.settings.server == ServerConfiguration(addresses: []))
    #expect(loaded.source(of: "helo.reject") == .standard)
  }

  @Test("each kind of value")
  func values() throws {
    let loaded = try Loading.load(
      """
      listen: [unix:/run/spf/policy.sock, "[::1]:10023"]
      server: {socket_mode: 0666, user: nobody, threads: 2, max_connections: 100, idle_timeout: 5}
      dns:
        servers: 192.0.2.53
      host_name: mx1.example.org
      limits: {time: 5, lookups: 12, void_lookups: 0}
      monitor: yes
      helo:
        reject: False
      mail_from:
        reject: softfail
      errors:
        reject_permerror: true
        defer_temperror: if-permit
      header: {type: ar, authserv_id: mx.example.org, hide_receiver: on}
      reply:
        message: "{rejectdefer}: {spf} {{}}"
        enhanced_codes: no
      exemptions:
        local_networks:
          - 192.0.2.0/24
          - 2001:db8::1
      log: {form: json, level: -1, identifier: spf}
      """)
    let settings = loaded.settings
    #expect(settings.server.addresses.map(\.description) == ["unix:/run/spf/policy.sock", "[::1]:10023"])
    #expect(settings.server.socketMode == 0o666 && settings.user == "nobody" && settings.server.threads == 2)
    #expect(settings.server.maximumConnections == 100 && settings.server.idleTimeout == .seconds(5))
    #expect(settings.nameServers == [ServerAddress("192.0.2.53")].compactMap(\.self))
    #expect(settings.policy.hostName == "mx1.example.org" && settings.policy.limits.time == .seconds(5))
    #expect(settings.policy.limits.lookups == 12 && settings.policy.limits.voidLookups == 0)
    #expect(
      settings.policy.isMonitoring && settings.policy.helo == .never && settings.policy.mailFrom == .softfail)
    #expect(
      settings.policy.errors.rejectsPermanentErrors
        && settings.policy.errors.temporaryErrors == .deferIfPermit)
    #expect(settings.policy.header.kind == .authenticationResults && settings.policy.hidesReceiver)
    #expect(
      settings.policy.reply.message.text == "{rejectdefer}: {spf} {{}}"
        && !settings.policy.reply.hasEnhancedCodes)
    #expect(settings.policy.localNetworks.networks.map(\.description) == ["192.0.2.0/24", "2001:db8::1"])
    #expect(settings.policy.logging.form == .json && settings.policy.logging.level == .silent)
    #expect(settings.policy.logging.identifier == "spf")
    #expect(loaded.source(of: "mail_from.reject") == .file("spf.yaml", line: 11))
  }

  @Test("what is recorded")
  func history() throws {
    let settings = try Loading.load(
      """
      history:
        store: sqlite:/var/lib/spf/history.db
        interval: 60
        retention: 0
        record_retention: 365
        networks: /24,/48
      """
    ).settings
    #expect(settings.historyLocation == .sqlite(path: "/var/lib/spf/history.db"))
    #expect(settings.history.interval == .seconds(60))
    #expect(settings.history.days == nil && settings.history.recordDays == 365)
    #expect(settings.history.widths == NetworkWidths(ipv4: 24, ipv6: 48))
    #expect(try settings.historyRecorder(now: { 0 }, tell: { _ in }) != nil)
    let options = try Loading.load(
      "history: {store: sqlite:/x}\n", options: ["history": ["postgresql://spf@db.example.com/mail"]]
    ).settings
    #expect(options.historyLocation == .postgresql("postgresql://spf@db.example.com/mail"))
    #expect(options.history == HistoryOptions())
    #expect(try Loading.load("").settings.historyRecorder(now: { 0 }, tell: { _ in }) == nil)
  }

  @Test("options count over variables, variables over the file")
  func layers() throws {
    let yaml = "helo: {reject: Softfail}\nmail_from: {reject: Softfail}\nmonitor: yes\n"
    let loaded = try Loading.load(
      yaml,
      environment: [
        "SPF_HELO_REJECT": "False", "SPF_MAIL_FROM_REJECT": "No_Check", "PATH": "/bin",
        "SPF_EXEMPTIONS_LOCAL_NETWORKS": "192.0.2.1, 198.51.100.0/24",
      ], options: ["mail-from-reject": ["SPF_Not_Pass"]])
    #expect(loaded.settings.policy.helo == .never && loaded.settings.policy.mailFrom == .notPass)
    #expect(loaded.settings.policy.isMonitoring)
    #expect(loaded.settings.policy.localNetworks.networks.count == 2)
    #expect(loaded.source(of: "helo.reject") == .environment("SPF_HELO_REJECT"))
    #expect(loaded.source(of: "mail_from.reject") == .option("mail-from-reject"))
    #expect(loaded.source(of: "monitor") == .file("spf.yaml", line: 3))
    #expect(loaded.warnings.isEmpty)
  }

  @Test(
    "what is wrong: where, what was expected, what was meant",
    arguments: [
      (
        "helo:\n  rejct: Fail\n", "spf.yaml:2:3: helo.rejct: no such key; expected reject",
        "Did you mean \"reject\"?"
      ),
      (
        "hello: {reject: Fail}\n",
        "spf.yaml:1:1: hello: no such key; expected listen, milter, status, server",
        "Did you mean \"helo\"?"
      ),
      (
        "helo_reject: Fail\n", "spf.yaml:1:1: helo_reject: no such key",
        "Did you mean \"reject\" below \"helo\"?"
      ),
      (
        "reject_permerror: yes\n", "spf.yaml:1:1: reject_permerror: ",
        "\"reject_permerror\" below \"errors\"?"
      ),
      ("quux: 1\n", "spf.yaml:1:1: quux: no such key; expected listen", "Leave it out."),
      (
        "helo:\n  reject: Fial\n",
        "spf.yaml:2:11: helo.reject: \"Fial\" is not one of SPF_Not_Pass, Softfail",
        "Did you mean \"Fail\"?"
      ),
      (
        "mail_from:\n  reject: Null\n",
        "spf.yaml:2:11: mail_from.reject: \"Null\" is not one of SPF_Not_Pass", ""
      ),
      (
        "mail_from:\n  reject: no\n", "spf.yaml:2:11: mail_from.reject: \"no\" is not one of",
        "Did you mean \"False\"?"
      ),
      ("grace: {mode: never}\n", "\"never\" is not one of", "Did you mean \"off\"?"),
      ("\u{feff}helo:\n  rejct: Fail\n", "spf.yaml:2:3: helo.rejct: no such key", "reject"),
      (
        "listen: unix:/a\nhelo:\n  reject: Fail\nlisten : unix:/b\n",
        "spf.yaml:4:1: \"listen\" is given twice", "Keep one"
      ),
      (
        "mail_from:\n  reject: Fail\nhelo:\n  reject: Fail\n  # reject: Null\n  reject: Fail\n",
        "spf.yaml:6:3: \"reject\" is given twice", ""
      ),
      ("helo: {reject: Fail, reject: Null}\n", "spf.yaml:1:8: \"reject\" is given twice", ""),
      ("helo: Fail\n", "spf.yaml:1:7: helo: expected keys below \"helo\"", "reject"),
      ("helo: [Fail]\n", "spf.yaml:1:7: helo: expected keys below \"helo\"", "reject"),
      ("monitor: maybe\n", "spf.yaml:1:10: monitor: \"maybe\" is not yes or no", "Write yes or no."),
      ("monitor:\n", "monitor: no value; expected yes or no", ""),
      ("monitor: [yes]\n", "spf.yaml:1:10: monitor: a list, where one value is expected: yes, no", ""),
      ("monitor: {a: b}\n", "spf.yaml:1:10: monitor: keys, where a value is expected", ""),
      (
        "limits:\n  time: 20s\n",
        "spf.yaml:2:9: limits.time: \"20s\" is not a number of seconds from 1 to 600", "unit"
      ),
      ("limits: {lookups: 1e3}\n", "\"1e3\" is not a number from 1 to 1000", ""),
      ("server: {threads: 0}\n", "\"0\" is not a number from 1 to 256", ""),
      ("server: {socket_mode: 999}\n", "\"999\" is not an octal mode up to 0777", "0660"),
      (
        "exemptions:\n  local_networks:\n    - 192.0.2.0/24\n    - 192.0.2.0/33\n",
        "spf.yaml:4:7: exemptions.local_networks: \"192.0.2.0/33\" is not a network", "192.0.2.0/24"
      ),
      (
        "exemptions: {local_networks: [[192.0.2.1]]}\n",
        "spf.yaml:1:31: exemptions.local_networks: expected networks", ""
      ),
      ("listen: here\n", "spf.yaml:1:9: listen: \"here\": expected unix:/PATH", ""),
      ("dns: {servers: ns.example.com}\n", "\"ns.example.com\" is not the address of a name server", ""),
      (
        "reply: {message: \"{what}\"}\n",
        "column 1: unknown placeholder {what}; expected one of {rejectdefer}", ""
      ),
      (
        "history: {store: /x.db}\n", "spf.yaml:1:18: history.store: /x.db: it is no place for history",
        "Write sqlite:/PATH"
      ),
      ("history: {store: \"postgresql://[\"}\n", "history.store: postgresql://…: libpq cannot read it", ""),
      ("history: {retention: 3651}\n", "\"3651\" is not a number from 0 to 3650", ""),
      ("history: {networks: /24}\n", "\"/24\" is not a pair of prefix lengths", "/24,/48"),
      ("log: {level: 3}\n", "\"3\" is not one of -1, 0, 1, 2", ""),
      ("helo:\n\treject: Fail\n", "spf.yaml:2:1: this is no YAML", "a tab does not count"),
      ("helo: {reject: Fail\n", "this is no YAML", "Correct the syntax"),
      ("monitor: yes\nmonitor: no\n", "\"monitor\" is given twice", "Keep one"),
      ("helo:\n  reject: Fail\n  reject: False\n", "\"reject\" is given twice", "Keep one"),
      ("- listen\n", "spf.yaml:1:1: expected keys and values", "listen"),
      ("a word\n", "spf.yaml:1:1: expected keys and values", ""),
      ("monitor: yes\n---\nmonitor: no\n", "a second document begins", ""),
      ("a: &a [x]\nb: *a\n", "spf.yaml:2:4: anchors (&) and aliases (*) are not used here", ""),
      ("? [a, b]\n: c\n", "spf.yaml:1:3: a key must be a word", ""),
      ("server: {group: mail}\n", "server.group: a group without a user (spf.yaml:1)", "server.user"),
      ("monitor: \"\u{0}\"\n", "this is no text in UTF-8", ""),
    ])
  func problems(yaml: String, start: String, end: String) {
    let problems = Loading.problems(yaml)
    #expect(problems.contains { $0.contains(start) && $0.contains(end) }, "\(problems)")
  }

  @Test("all problems are told at once, and what strangers wrote is made safe")
  func several() {
    let problems = Loading.problems("monitor: \"\\e[2J\"\nhelo: {reject: x}\nnothing: 1\n")
    #expect(problems.count == 3)
    #expect(!problems.joined().unicodeScalars.contains { $0.value < 0x20 })
  }

  @Test("a variable that cannot be used names itself; one that is unknown is a warning")
  func environment() throws {
    #expect(
      Loading.problems("", environment: ["SPF_HELO_REJECT": "x"]).first?.hasPrefix(
        "SPF_HELO_REJECT: \"x\" is not") == true)
    let loaded = try Loading.load("", environment: ["SPF_HELO_REJCT": "Fail"])
    #expect(loaded.warnings.map(\.description).joined().contains("Did you mean SPF_HELO_REJECT?"))
  }

  @Test("an option that cannot be used names itself")
  func options() {
    #expect(
      Loading.problems("", options: ["time-limit": ["0"]]).first?.hasPrefix("--time-limit: \"0\" is not")
        == true)
  }

  @Test("a large file is refused, not parsed; one with many keys is no trouble")
  func large() {
    let large = Loading.problems("#" + String(repeating: "x", count: SettingsText.greatestSize))
    #expect(large.first?.contains("larger than 1 MiB") == true)
    let networks = (0..<10_000).map { "192.0.\($0 >> 8).\($0 & 255)" }.joined(separator: ", ")
    #expect(Loading.problems("exemptions: {local_networks: [\(networks)]}\n").isEmpty)
    #expect(
      Loading.problems("exemptions: {local_networks: [\(networks), 192.0.2.1]}\n").first?
        .contains("more than 10000 items") == true)
  }

  @Test("nesting without end is refused", arguments: ["[", "{a: ", "- "])
  func deep(opening: String) {
    #expect(!Loading.problems("helo: " + String(repeating: opening, count: 20_000)).isEmpty)
    #expect(!Loading.problems(String(repeating: opening, count: 20_000)).isEmpty)
  }

  @Test("a list may be empty")
  func emptyList() throws {
    for yaml in ["exemptions: {local_networks: []}", "exemptions:\n  local_networks:\n"] {
      #expect(try Loading.load(yaml).settings.policy.localNetworks.networks.isEmpty)
    }
  }
}
