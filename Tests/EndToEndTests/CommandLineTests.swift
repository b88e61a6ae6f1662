import Foundation
import TestSupport
import Testing

/// The program as a person or a script calls it: what it writes, and its exit status.
@Suite("The command line", .serialized, .timeLimit(.minutes(10)))
struct CommandLineTests {
  static let zone = """
    $ORIGIN example.com.
    $TTL 300
    @ TXT "v=spf1 ip4:192.0.2.10 -all"
    soft TXT "v=spf1 ~all"
    neutral TXT "v=spf1 ?all"
    broken TXT "v=spf1 ip4:192.0.2.300 -all"
    loop TXT "v=spf1 include:loop.example.com -all"
    none A 192.0.2.1

    """

  static let senders = "domains: [example.com]\nhosts: {m: 192.0.2.10}\n"

  /// What the program writes to both outputs, and its exit status. `ZONE` stands for a zone file, `SENDERS` for a file
  /// with senders, `NEW` for a file that is not there yet.
  func run(_ arguments: String) async throws -> (status: Int32, text: String) {
    let sandbox = try Sandbox()
    let zone = try sandbox.write(Self.zone, to: "test.zone")
    let files = [
      "ZONE": zone, "SENDERS": try sandbox.write(Self.senders, to: "senders.yaml"), "NEW": zone + ".new",
      "''": "",
    ]
    let words = arguments.split(separator: " ").map { word in
      let name = word.prefix { $0 != "#" }
      return files[String(name)].map { $0 + word.dropFirst(name.count) } ?? String(word)
    }
    return try await runToEnd(Surroundings.program(), words)
  }

  @Test(
    "check: the exit status is the result",
    arguments: [
      ("--ip 192.0.2.10 --sender a@example.com", 0, "pass: 192.0.2.10 is allowed"),
      ("--ip 192.0.2.10 --sender <a@example.com>", 0, "pass: 192.0.2.10 is allowed"),
      ("--ip 192.0.2.11 --sender a@example.com", 1, "Nearest miss: 192.0.2.10"),
      ("--ip ::ffff:192.0.2.10 --helo example.com", 0, "Checked: HELO example.com, client 192.0.2.10"),
      ("--ip 192.0.2.11 --sender '' --helo example.com", 1, "<> (as postmaster@example.com)"),
      ("--ip 192.0.2.11 --sender <> --helo example.com", 1, "<> (as postmaster@example.com)"),
      ("--ip 2001:db8::1 --sender a@soft.example.com", 2, "softfail: "),
      ("--ip 192.0.2.1 --sender a@neutral.example.com", 3, "neutral: "),
      ("--ip 192.0.2.1 --sender a@broken.example.com", 4, "^~~~~~~~~~~ expected four numbers"),
      ("--ip 192.0.2.1 --sender a@none.example.com", 6, "publishes no SPF record"),
      ("--ip 192.0.2.1 --sender a@example.net", 6, "example.net does not exist"),
    ])
  func check(arguments: String, status: Int32, text: String) async throws {
    let outcome = try await run("check --zone ZONE \(arguments)")
    #expect(outcome.status == status, "\(outcome.text)")
    #expect(outcome.text.contains(text), "\(outcome.text)")
  }

  @Test(
    "diff: 0 is a proof of equality, 1 a difference",
    arguments: [
      ("example.com ZONE#example.com", 0, "Equal: "),
      ("example.com soft.example.com", 1, "1 IPv4 address losing pass, for softfail"),
      ("none.example.com example.com", 1, "gaining pass, instead of none\n  192.0.2.10"),
      ("example.com nothing", 2, "this is no domain"), ("example.com missing.json", 66, "missing.json"),
      ("example.com missing.zone#example.com", 66, "missing.zone"),
      ("example.com SENDERS#example.com", 65, "senders.yaml:1"),
      ("example.com --save /nonexistent/saved.json", 73, "cannot be written"),
      ("example.com", 64, "--save FILE"),
      ("none.example.com missing.example.com", 2, "neither has an SPF record"),
    ])
  func diff(arguments: String, status: Int32, text: String) async throws {
    let outcome = try await run("diff --zone ZONE \(arguments)")
    #expect(outcome.status == status, "\(outcome.text)")
    #expect(outcome.text.contains(text), "\(outcome.text)")
  }

  @Test(
    "plan: a change with clock times, or the reason why not",
    arguments: [
      ("--add 203.0.113.25", 0, "Safe from "),
      ("--add 203.0.113.25 --remove 192.0.2.10 --json", 0, "\"after\" : \"v=spf1 ip4:203.0.113.25 -all\""),
      (
        "--add 203.0.113.25 --format nsupdate", 0,
        "prereq yxrrset example.com. IN TXT \"v=spf1 ip4:192.0.2.10"
      ),
      ("--add 203.0.113.25 --format octodns", 0, "    - 'v=spf1 ip4:192.0.2.10 ip4:203.0.113.25 -all'"),
      ("--add 203.0.113.25 --format zone --step remove", 2, "publishes nothing in the step remove"),
      ("--add 203.0.113.25 --at 2020-01-01T00:00Z", 1, "Not safe at 2020-01-01 00:00:00 UTC. Safe from "),
      ("--add 203.0.113.25 --moved 2020-01-01T00:00Z", 1, "Last rejection at "),
      (
        "--add 203.0.113.25 --moved 2020-01-01T00:00Z --log /nonexistent.log", 66, "there is no such file"
      ), ("--add 203.0.113.25 --log mail.log", 64, "add --moved TIME"),
      ("--add 203.0.113.25 --moved 2999-01-01T00:00Z", 2, "that time is still to come"),
      ("--add 192.0.2.10 --published 2020-01-01T00:00Z --ttl-before 300", 0, "Safe from "),
      ("--add 203.0.113.25 --published 2020-01-01T00:00Z", 64, "belong together"),
      ("--add a:missing.example.com", 2, "it lets nobody pass"),
      ("--remove -ip4:192.0.2.10", 2, "no such term"),
      ("--add 203.0.113.25 --format bind", 0, "example.com. 300 IN TXT"),
      ("--add 203.0.113.25 --format ics", 0, "BEGIN:VCALENDAR"),
      ("--add 203.0.113.25 --step add", 64, "--step is for"),
      ("--add 203.0.113.25 --json --format zone", 64, "choose one"),
      ("--add 0.0.0.0/0", 2, "lets every address"),
      ("--add 203.0.113.25 --server 192.0.2.53", 64, "--zone and --server: choose one"),
      ("--add 203.0.113.25 --short-ttl 0", 64, "--short-ttl must be"),
      ("--add include:loop.example.com", 2, "permerror"), ("--add 192.0.2.10", 2, "nothing to change"),
      ("--flatten", 2, "nothing to flatten"), ("--flatten --add 203.0.113.25", 64, "--flatten alone"),
      ("--at noon --add 203.0.113.25", 64, "2026-11-24T14:05Z"), ("", 64, "Give --add or --remove"),
    ])
  func plan(arguments: String, status: Int32, text: String) async throws {
    let outcome = try await run("plan --zone ZONE example.com \(arguments)")
    #expect(outcome.status == status, "\(outcome.text)")
    #expect(outcome.text.contains(text), "\(outcome.text)")
  }

  @Test(
    "demo: both sides of the story go as they are told",
    arguments: [
      ("demo --once", "6. Then the mail from the new server is let in:"),
      ("demo --once", "with the plan   14 messages, 0 refused for good"),
      ("demo --sender", "with the plan   14 messages, 0 refused for good"),
      ("demo --sender --json", "without a plan  4 messages, 2 refused for good"),
    ])
  func demo(arguments: String, text: String) async throws {
    let outcome = try await run(arguments)
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(outcome.text.contains(text), "\(outcome.text)")
  }

  @Test("demo: in the end the console has the story in it, and Ctrl-C ends it")
  func demoConsole() async throws {
    let demo = try await DemoInstance.start()
    let client = HTTPClient(port: demo.port)
    let page = try await onThread { try client.request("GET", "/cases/corp.example.com/203.0.113.25") }
    #expect(page.status == 200 && page.text.contains("mail2.corp.example.jp"))
    demo.process.kill(SIGINT)
    #expect(await demo.process.wait())
    #expect(demo.process.status == 0, "\(demo.process.text)")
  }

  @Test(
    "show: the exit status tells whether the record can be used",
    arguments: [
      ("example.com", 0, "192.0.2.10"), ("broken.example.com", 4, "Remedy: "),
      ("loop.example.com", 4, "refers back"), ("none.example.com", 6, "no SPF record"),
    ])
  func show(domain: String, status: Int32, text: String) async throws {
    let outcome = try await run("show --zone ZONE \(domain)")
    #expect(outcome.status == status, "\(outcome.text)")
    #expect(outcome.text.contains(text), "\(outcome.text)")
  }

  @Test(
    "lint: what is wrong, and the exit status",
    arguments: [
      ("--zone ZONE example.com", 0, "example.com"),
      ("--zone ZONE broken.example.com", 2, "[S02 bad-network]"),
      ("--zone ZONE neutral.example.com", 0, "[M02 neutral-end]"),
      ("--zone ZONE neutral.example.com --strict", 1, "[M02 neutral-end]"),
      ("--zone ZONE neutral.example.com --strict --ignore M02", 0, "info"),
      ("--zone ZONE loop.example.com soft.example.com", 2, "loop.example.com → loop.example.com"),
      ("--zone ZONE none.example.com", 2, "[R01 no-record]"),
      ("--zone-file ZONE", 2, "test.zone:6:24: broken.example.com: error: "),
      ("--zone-file ZONE soft.example.com", 0, "[M03 softfail]"),
      ("--record v=spf1", 0, "[M02 neutral-end]"), ("--record ''", 2, "not an SPF record"),
      ("--zone ZONE soft.example.com --sender 198.51.100.99", 2, "[C01 sender-fails]"),
      ("--record v=spf1 --format sarif", 0, "\"version\" : \"2.1.0\""),
      ("--record v=spf1 --format junit", 0, "<testsuites name=\"spf lint\">"),
      ("--rules", 0, "M01 pass-all"), ("--rules --json", 0, "\"id\" : \"M01\""),
    ])
  func lint(arguments: String, status: Int32, text: String) async throws {
    let outcome = try await run("lint \(arguments)")
    #expect(outcome.status == status, "\(outcome.text)")
    #expect(outcome.text.contains(text), "\(outcome.text)")
  }

  @Test(
    "audit: whether everything that sends is authorised",
    arguments: [
      ("SENDERS", 0, "1 domain, 1 address: 1 authorised. 0 errors, 1 warning."),
      ("SENDERS --strict", 2, "[reverse-name]"), ("SENDERS --nagios", 0, "SPF OK - 1 authorised"),
      ("SENDERS --nagios --strict", 1, "SPF WARNING - 192.0.2.10 (m) has no reverse name."),
      ("SENDERS --record-state NEW", 0, "1 authorised"), ("SENDERS --prometheus NEW", 0, "1 authorised"),
      ("SENDERS --record-state NEW --prometheus NEW", 64, "name two files"),
      ("SENDERS --record-state ZONE", 65, "test.zone"),
      ("SENDERS --record-state /proc", 66, "Is a directory"),
      ("SENDERS --prometheus /proc", 73, "no regular file"),
      ("SENDERS --log /nonexistent.log", 66, "there is no such file"), ("ZONE", 65, "test.zone"),
      ("/nonexistent.yaml", 66, "No such file"), ("/proc", 66, "Is a directory"),
      ("--postfix-folder /nonexistent", 69, "postconf"), ("''", 66, "No such file"),
      (
        "--host m.example.com --may-send-as example.com --ip 192.0.2.10 --helo example.com", 0, "1 authorised"
      ),
      ("--host m.example.com --may-send-as example.com --ip 192.0.2.10", 1, "[no-such-name]"),
      ("--host none.example.com --may-send-as example.com --ip 192.0.2.10", 1, "[no-helo-record]"),
      (
        "--host m.example.com --may-send-as example.com --ip 192.0.2.11 --helo example.com", 1,
        "example.com TXT \"v=spf1 ip4:192.0.2.10 ip4:192.0.2.11 -all\""
      ),
      ("SENDERS --host m --may-send-as soft.example.com", 1, "[softly]"),
      ("--host m --may-send-as example.com", 64, "give its addresses with --ip"),
      ("--host m.example.com", 64, "--may-send-as DOMAIN"), ("SENDERS --ip 192.0.2.1", 64, "--host NAME"),
      ("--host m --may-send-as com", 64, "no fully qualified domain name"),
      (
        "--host m.example.com --may-send-as exmaple.com --ip 192.0.2.10 --helo example.com", 1,
        "Did you mean \"example.com\"?"
      ),
      (
        "--host m.example.com --may-send-as example.com --ip 192.0.2.10 --helo example.com --record-state NEW",
        0,
        "has been watched since"
      ),
      ("--host m.example.com --may-send-as example.com --log NEW", 64, "--log is for no deployment"),
      ("SENDERS --log SENDERS", 0, "no mail leaves"), ("ZONE --nagios", 3, "SPF UNKNOWN - "),
      ("SENDERS --nagios --log /nonexistent.log", 3, "SPF UNKNOWN - /nonexistent.log: there is no such file"),
      ("SENDERS --nagios --zone /nonexistent.zone", 3, "SPF UNKNOWN - it could not begin"),
      ("--nagios --host m --may-send-as example.com", 3, "SPF UNKNOWN - --host"),
      ("SENDERS --json --nagios", 64, "choose one"),
    ])
  func audit(arguments: String, status: Int32, text: String) async throws {
    let outcome = try await run("audit --zone ZONE \(arguments)")
    #expect(outcome.status == status, "\(outcome.text)")
    #expect(outcome.text.contains(text), "\(outcome.text)")
  }

  @Test("audit: the README tells what is written", arguments: ["README.md", "README.ja.md"])
  func auditOfTheStory(file: String) async throws {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
    let block = try #require(
      text.split(separator: "```").first { $0.contains("$ spf audit Examples/senders.yaml") })
    let lines = block.split(separator: "\n").dropFirst()
    let command = try #require(lines.first).dropFirst("$ spf ".count)
    let words = command.split(separator: " ").map {
      $0.hasPrefix("Examples/") ? root.appending(path: String($0)).path : String($0)
    }
    let outcome = try await runToEnd(Surroundings.program(), words)
    let written = Set(outcome.text.split(separator: "\n"))
    // The log gives no year: that of the latest January.
    let told = lines.dropFirst().filter { $0 != "…" && !$0.contains("2026-01-29") }
    #expect(told.count > 8)
    for line in told { #expect(written.contains(line), "\(line)\n\(outcome.text)") }
    #expect(outcome.status == 1)
  }

  /// A TTL of 300 s: a deployment right after the change must wait.
  @Test("audit: a deployment waits for caches that hold the record before")
  func deploymentAfterAChange() async throws {
    let sandbox = try Sandbox()
    let zone = try sandbox.write(Self.zone, to: "test.zone")
    let words = [
      "audit", "--zone", zone, "--record-state", zone + ".state", "--host", "m.example.com", "--may-send-as",
      "soft.example.com", "--ip", "192.0.2.10", "--helo", "example.com",
    ]
    #expect(try await runToEnd(Surroundings.program(), words).status == 1)
    let mended = Self.zone.replacing(
      "soft TXT \"v=spf1 ~all\"", with: "soft TXT \"v=spf1 ip4:192.0.2.10 ~all\"")
    _ = try sandbox.write(mended, to: "test.zone")
    let outcome = try await runToEnd(Surroundings.program(), words)
    #expect(outcome.status == 4, "\(outcome.text)")
    #expect(outcome.text.contains("[recently-changed]"), "\(outcome.text)")
  }

  @Test("audit: cron hears nothing if all is well")
  func quietAudit() async throws {
    let good = try await run("audit --zone ZONE SENDERS --quiet")
    #expect(good.status == 0 && good.text.isEmpty, "\(good.text)")
    let bad = try await run("audit --zone ZONE SENDERS --quiet --strict")
    #expect(bad.status == 2 && bad.text.contains("[reverse-name]"), "\(bad.text)")
  }

  @Test(
    "policy: without requests it ends well, whatever the level of its log",
    arguments: ["policy", "policy --log-level -1", "policy --log-level=2 --log stderr"])
  func policy(arguments: String) async throws {
    let outcome = try await run(arguments)
    #expect(outcome.status == 0 && outcome.text.isEmpty, "\(outcome.text)")
  }

  @Test(
    "mistakes: what, where, and what to do",
    arguments: [
      ("chek", 64, "chek"), ("check", 64, "--ip"), ("check --ip 192.0.2.1", 64, "give --sender ADDRESS"),
      ("check --ip 192.0.2 --helo a.example", 64, "\"192.0.2\" is no IPv4 or IPv6 address"),
      ("check --ip 192.0.2.1 --sender ''", 64, "add --helo NAME"),
      ("check --ip 192.0.2.1 --sender a@b.example --resolver ns.example", 64, "[2001:db8::53]:53"),
      ("check --ip 192.0.2.1 --sender a@b.example --zone /nonexistent.zone", 66, "No such file"),
      ("check --ip 192.0.2.1 --sender a@b.example --zone /proc", 66, "Is a directory"),
      ("audit", 64, "Nothing to audit"), ("show", 64, "<domain>"),
      ("show com", 64, "no fully qualified domain name"),
      ("lint", 64, "Nothing to check"), ("lint com", 64, "no fully qualified domain name"),
      ("lint --ignore M99 example.com", 64, "no rule is called \"M99\""),
      ("lint --record v=spf1 --zone-file ZONE", 64, "choose one"),
      ("lint --rules a.example", 64, "give it alone"),
      ("lint --sender mail a.example", 64, "is no sender"),
      ("lint --record v=spf1 --sender 192.0.2.1", 64, "give the domain"),
      ("lint --zone-file /nonexistent.zone", 66, "No such file"),
      ("suite", 64, "<files>"), ("suite ZONE", 65, ":1:1: "), ("suite /nonexistent.yml", 66, "No such file"),
      ("serve", 64, "give listen or milter.listen"), ("serve --listen here", 64, "expected unix:/PATH"),
      ("serve --milter inet:8893@localhost", 64, "--milter: \"localhost:8893\": expected unix:/PATH"),
      ("serve --milter unix:/s --milter-on-reject discard", 64, "milter-on-reject"),
      (
        "check --ip 192.0.2.1 --sender a@b.example --resolver 127.0.0.1:1 --resolver [::1]:1", 5,
        "no server reached: 127.0.0.1:1, [::1]:1"
      ),
    ])
  func mistakes(arguments: String, status: Int32, text: String) async throws {
    let outcome = try await run(arguments)
    #expect(outcome.status == status, "\(outcome.text)")
    #expect(outcome.text.contains(text), "\(outcome.text)")
  }

  /// The keys that a schema of Documentation requires.
  func requiredKeys(_ schema: String) throws -> Set<String> {
    let root = URL(filePath: #filePath).appending(path: "../../../Documentation/\(schema)").standardized
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: root)) as? [String: Any])
    return Set(try #require(object["required"] as? [String]))
  }

  @Test(
    "JSON has the keys that are documented, whatever the result",
    arguments: [
      ("check --ip 192.0.2.11 --sender a@example.com", "check.schema.json"),
      ("check --ip 192.0.2.11 --sender a@broken.example.com", "check.schema.json"),
      ("check --ip 192.0.2.11 --sender a@example.net", "check.schema.json"),
      ("check --ip 2001:db8::1 --helo [192.0.2.1]", "check.schema.json"),
      ("audit SENDERS", "audit.schema.json"), ("lint example.com", "lint.schema.json"),
      ("lint none.example.com", "lint.schema.json"),
      ("plan example.com --add 203.0.113.25", "plan.schema.json"),
      ("plan none.example.com --add 203.0.113.25", "plan.schema.json"),
      ("diff example.com soft.example.com", "diff.schema.json"),
      ("show example.com", "show.schema.json"), ("show broken.example.com", "show.schema.json"),
    ])
  func json(arguments: String, schema: String) async throws {
    let outcome = try await run("\(arguments) --zone ZONE --json")
    let object = try JSONSerialization.jsonObject(with: Data(outcome.text.utf8)) as? [String: Any]
    #expect(Set(try #require(object).keys) == (try requiredKeys(schema)))
  }
}
