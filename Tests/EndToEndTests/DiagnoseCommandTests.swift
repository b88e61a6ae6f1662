import Foundation
import TestSupport
import Testing

/// `spf diagnose` as a person or a script calls it.
@Suite("spf diagnose", .serialized, .timeLimit(.minutes(10)))
struct DiagnoseCommandTests {
  private static let zone = """
    $ORIGIN example.com.
    $TTL 300
    @ TXT "v=spf1 ip4:192.0.2.10 -all"
    @ MX 10 mail
    mail A 203.0.113.25

    """

  private static func line(client: String) -> String {
    "Jan  1 12:00:00 mx policyd-spf[7]: Fail; identity=mailfrom; client-ip=\(client); helo=mail.example.com; "
      + "envelope-from=a@example.com; receiver=b@example.net\n"
  }

  @Test("what cannot be read is no answer", arguments: ["/nonexistent/mail.log", "/", "/bin/sh"])
  func unreadable(path: String) async throws {
    let outcome = try await runToEnd(Surroundings.program(), ["diagnose", path])
    #expect(outcome.status == 66)
    #expect(outcome.text.hasPrefix("spf: \(path): "))
    #expect(!outcome.text.contains("stopped nothing"), "\(outcome.text)")
  }

  @Test("--follow tells what comes in, and ends with the whole report at SIGINT")
  func follow() async throws {
    let sandbox = try Sandbox()
    let zone = try sandbox.write(Self.zone, to: "test.zone")
    let log = try sandbox.write(Self.line(client: "203.0.113.25"), to: "mail.log")
    let process = try ProcessHandle(
      Surroundings.program(),
      [
        "diagnose", "--follow", "--interval", "1", "--receiver-domain", "example.net", "--zone", zone, log,
      ])
    #expect(await eventually { process.text.contains("1. stale-record") }, "\(process.text)")
    try FileManager.default.moveItem(atPath: log, toPath: log + ".1")
    _ = try sandbox.write(Self.line(client: "198.51.100.66"), to: "mail.log")
    #expect(await eventually { process.text.contains("from 198.51.100.66") }, "\(process.text)")
    #expect(!process.text.contains("2 cases:"))
    process.kill(SIGINT)
    #expect(await process.wait())
    #expect(await eventually { process.text.contains("2 cases: 1 stale-record, 1 ") })
  }
}
