import Foundation
import TestSupport
import Testing

/// Configurations and exemptions, as an operator keeps them.
@Suite("Keeping a service configured", .serialized, .timeLimit(.minutes(10)))
struct ConfigurationTests {
  private static func spf(_ arguments: [String]) async throws -> (status: Int32, text: String) {
    try await runToEnd(Surroundings.program(), arguments)
  }

  @Test("config check: what is wrong and where, and the exit status; JSON says the same")
  func check() async throws {
    let sandbox = try Sandbox()
    let good = try sandbox.write("listen: 127.0.0.1:10023\n", to: "good.yaml")
    let bad = try sandbox.write("listen: 127.0.0.1:10023\nhelo:\n  rejct: Fail\n", to: "bad.yaml")
    let fine = try await Self.spf(["config", "check", good])
    #expect(fine.status == 0 && fine.text == "\(good): can be used\n")
    // An empty file is enough for spf policy, but not for spf serve.
    let empty = try await Self.spf(["config", "check", try sandbox.write("", to: "empty.yaml")])
    #expect(
      empty.status == 0 && empty.text.contains(": can be used by spf policy; spf serve needs an address"))
    let wrong = try await Self.spf(["config", "check", bad])
    #expect(wrong.status == 65)
    #expect(wrong.text.hasPrefix("\(bad):3:3: helo.rejct: no such key; expected reject, pass_action."))
    let json = try await Self.spf(["config", "check", bad, "--json"])
    let object = try JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: Any]
    let problems = try #require(object?["problems"] as? [[String: Any]])
    #expect(json.status == 65 && object?["usable"] as? Bool == false)
    #expect(problems.first?["line"] as? Int == 3 && problems.first?["key"] as? String == "helo.rejct")
    #expect(try await Self.spf(["config", "check", "\(sandbox.path)/none.yaml"]).status == 66)
    #expect(try await Self.spf(["serve", "--config", bad]).status == 65)
    #expect(try await Self.spf(["serve", "--config", good, "--helo-reject", "x"]).status == 64)
  }

  @Test("serve --print-config: what is in force, with its source, as a file that can be used")
  func printConfig() async throws {
    let sandbox = try Sandbox()
    let file = try sandbox.write("listen: 127.0.0.1:10023\nhelo: {reject: Softfail}\n", to: "spf.yaml")
    let printed = try await Self.spf(["serve", "--config", file, "--monitor", "--print-config"])
    #expect(printed.status == 0)
    #expect(printed.text.contains("monitor: yes  # --monitor\n"))
    #expect(printed.text.contains("  reject: Softfail  # \(file):2\n"))
    let again = try sandbox.write(printed.text, to: "again.yaml")
    #expect(try await Self.spf(["config", "check", again]).status == 0)
  }

  @Test("a policyd-spf.conf: spf policy runs with it, config import converts it")
  func policyd() async throws {
    let sandbox = try Sandbox()
    let zone = try sandbox.write(CommandLineTests.zone, to: "test.zone")
    _ = try sandbox.write("bob@rx.example.org,Mail_From_reject=False\n", to: "peruser")
    let old = try sandbox.write(
      "debugLevel = -1\nskip_addresses = 127.0.0.0/8, 192.0.2.12\nPer_User = text,/nonexistent/peruser\n",
      to: "policyd-spf.conf")
    let converted = try await Self.spf(["config", "import", old, "--per-user", sandbox.path])
    #expect(converted.status == 0 && converted.text.contains("with a blank in the list"))
    let new = try sandbox.write(converted.text, to: "spf.yaml")
    let both = [["policy", old], ["policy", "--config", new]]
    for (index, arguments) in both.enumerated() {
      for (client, recipient, start) in [
        ("192.0.2.11", "carol@rx.example.org", "action=550 5.7.23 "),
        ("192.0.2.12", "carol@rx.example.org", "action=prepend X-Comment: "),
        (
          "192.0.2.11", "bob@rx.example.org",
          index == 0 ? "action=550 5.7.23 " : "action=prepend Received-SPF: Fail "
        ),
      ] {
        let request = try sandbox.write(
          "request=smtpd_access_policy\nclient_address=\(client)\nhelo_name=h.example.org\n"
            + "sender=a@example.com\nrecipient=\(recipient)\n\n", to: "request")
        let answer = try await runToEnd(
          "/bin/sh",
          ["-c", "exec \"$@\" < \(request)", "sh", Surroundings.program()] + arguments + ["--zone", zone])
        #expect(answer.status == 0 && answer.text.hasPrefix(start), "\(arguments) \(client): \(answer.text)")
      }
    }
    #expect(try await Self.spf(["policy", old, "--config", new]).status == 64)
  }

  @Test("exempt: a running service knows within seconds, without a restart")
  func exempt() async throws {
    let sandbox = try Sandbox()
    let zone = try sandbox.write(CommandLineTests.zone, to: "test.zone")
    let port = try freePort()
    let file = "\(sandbox.path)/exemptions.yaml"
    let config = try sandbox.write(
      "listen: 127.0.0.1:\(port)\nexemptions:\n  file: \(file)\n", to: "spf.yaml")
    let service = try await ServiceInstance.start(["--config", config, "--zone", zone])
    let client = try PolicyClient(port: port)
    #expect(try client.ask().hasPrefix("action=550 5.7.23 "))
    let added = try await Self.spf(
      ["exempt", "add", "example.com", "192.0.2.11", "--reason", "new server", "--config", config])
    #expect(
      added.status == 0 && added.text.hasPrefix("example.com from 192.0.2.11 passes until "), "\(added.text)")
    #expect(await eventually { service.process.text.contains("1 temporary exemptions") })
    #expect(try client.ask().hasPrefix("action=prepend Received-SPF: Fail "))
    // The log has a queue.
    #expect(
      await eventually {
        service.process.text.contains("Exempt (new server), not answered: 550 5.7.23 ")
      })
    let list = try await Self.spf(["exempt", "list", "--file", file])
    #expect(
      list.status == 0 && list.text.hasSuffix("example.com from 192.0.2.11: new server\n"), "\(list.text)")
    #expect(try await Self.spf(["exempt", "remove", "example.com", "--file", file]).status == 0)
    #expect(await eventually { service.process.text.contains("0 temporary exemptions") })
    #expect(try client.ask().hasPrefix("action=550 5.7.23 "))
    #expect(try await Self.spf(["exempt", "remove", "example.com", "--file", file]).status == 1)
    await service.stop()
  }

  @Test(
    "grace: a stale record passes and a stranger is refused, at once; a restart begins nobody's time anew")
  func grace() async throws {
    let sandbox = try Sandbox()
    let zone = try sandbox.write(
      """
      $TTL 300
      corp.example.com. TXT "v=spf1 ip4:192.0.2.10 ip4:192.0.2.11 -all"
      corp.example.com. MX 10 mail2.corp.example.com.
      mail2.corp.example.com. A 192.0.2.12
      12.2.0.192.in-addr.arpa. PTR mail2.corp.example.com.

      """, to: "grace.zone")
    let port = try freePort()
    let file = "\(sandbox.path)/grace"
    let config = try sandbox.write(
      "listen: 127.0.0.1:\(port)\ngrace: {mode: accept, wait: 30, file: \(file)}\n", to: "spf.yaml")
    func ask(_ address: String, _ name: String) throws -> String {
      try PolicyClient(port: port).ask([
        "client_address": address, "client_name": name, "helo_name": name, "sender": "news@corp.example.com",
      ])
    }
    let first = try await ServiceInstance.start(["--config", config, "--zone", zone])
    #expect(try ask("203.0.113.99", "unknown").hasPrefix("action=550 5.7.23 "))
    #expect(try ask("192.0.2.12", "mail2.corp.example.com").hasPrefix("action=prepend Received-SPF: Fail "))
    await first.stop()
    let kept = try String(contentsOfFile: file, encoding: .utf8)
    #expect(kept.contains("\tcorp.example.com\t192.0.2.12\n") && kept.contains("\t203.0.113.99\n"))
    let second = try await ServiceInstance.start(["--config", config, "--zone", zone])
    #expect(second.process.text.contains("grace: 2 findings from "))
    #expect(try ask("192.0.2.12", "mail2.corp.example.com").hasPrefix("action=prepend Received-SPF: Fail "))
    await second.stop()
  }

  @Test(
    "a configuration that spf policy cannot use: what is wrong, and the exit status",
    arguments: [
      (["policy", "/nonexistent.conf"], 66 as Int32, "No such file"),
      (["policy", "--config", "/nonexistent.yaml"], 66, "No such file"),
      (["policy", "--helo-reject", "x"], 64, "--helo-reject: \"x\" is not one of"),
      (["policy", "--config", "/proc/version"], 65, "expected keys and values"),
    ])
  func policyMistakes(arguments: [String], status: Int32, text: String) async throws {
    let outcome = try await Self.spf(arguments)
    #expect(outcome.status == status && outcome.text.contains(text), "\(outcome.status) \(outcome.text)")
  }

  @Test(
    "exempt: mistakes",
    arguments: [
      ("exempt add com 192.0.2.1 --reason x --file F", 64, "no fully qualified domain name"),
      ("exempt add example.com 192.0.2 --reason x --file F", 64, "is no network"),
      ("exempt add example.com 192.0.2.1 --reason x --days 0 --file F", 64, "1 to 366"),
      ("exempt add example.com 192.0.2.1 --reason x --until 2020-01-01T00:00Z --file F", 64, "within a year"),
      ("exempt add example.com 192.0.2.1 --reason x", 64, "give --file"),
      ("exempt add example.com 192.0.2.1 --reason x --file /nonexistent/x", 73, "cannot be made"),
      ("exempt list --file /proc/version", 65, "expected keys and values"),
    ])
  func mistakes(arguments: String, status: Int32, text: String) async throws {
    let outcome = try await Self.spf(arguments.split(separator: " ").map(String.init))
    #expect(outcome.status == status && outcome.text.contains(text), "\(outcome.status) \(outcome.text)")
  }
}
