import Foundation
import Testing

/// What a shell script and a person at a terminal meet besides the result.
@Suite("At the shell", .serialized, .timeLimit(.minutes(10)))
struct ShellTests {
  static let zone = """
    $TTL 300
    @ SOA ns root 1 2 3 4 5
    @ TXT "v=spf1 ip4:192.0.2.10 -all"
    away TXT "v=spf1 include:_spf.example.net -all"
    bare TXT v=spf1 -all

    """

  /// Runs a line of the shell, in which `$SPF` is the program and `$ZONE` a zone file as BIND has it, without `$ORIGIN`.
  func shell(_ line: String) async throws -> (status: Int32, text: String) {
    let sandbox = try Sandbox()
    let zone = try sandbox.write(Self.zone, to: "db.example.com")
    let program = try Surroundings.program()
    return try await runToEnd("/bin/sh", ["-c", "SPF='\(program)'; ZONE='\(zone)'; \(line)"])
  }

  @Test(
    "a failed write is no success", .enabled(if: FileManager.default.isWritableFile(atPath: "/dev/full")),
    arguments: [
      "$SPF show --zone $ZONE --origin example.com example.com",
      "$SPF check --zone $ZONE --origin example.com --ip 192.0.2.10 --sender a@example.com --json",
      "$SPF lint --zone-file $ZONE --origin example.com", "$SPF lint --rules",
    ])
  func fullDisk(line: String) async throws {
    let outcome = try await shell("\(line) 2>&1 >/dev/full")
    #expect(outcome.status == 74, "\(outcome.text)")
    #expect(outcome.text.hasPrefix("spf: standard output cannot be written: No space left on device"))
    #expect(outcome.text.split(separator: "\n").count == 1)
  }

  @Test("who stops reading is told nothing")
  func head() async throws {
    let outcome = try await shell("{ $SPF lint --rules; $SPF lint --rules; } | head -n 1")
    #expect(outcome.text.split(separator: "\n").count == 1, "\(outcome.text)")
  }

  @Test(
    "zone files as they are",
    arguments: [
      ("$SPF show --zone $ZONE --origin example.com example.com", 0, "192.0.2.10"),
      (
        "$SPF show --zone $ZONE example.com", 65,
        "db.example.com:2:1: \"@\" is relative, and nothing says to what."
      ),
      ("$SPF lint --zone $ZONE --origin example.com example.com", 0, "example.com"),
      (
        "$SPF lint --zone $ZONE --origin example.com away.example.com", 0,
        "Names outside the zone files were not looked up; --follow asks DNS for them."
      ),
      (
        "$SPF check --zone $ZONE --origin example.com --ip 192.0.2.1 --sender a@away.example.com", 5,
        "_spf.example.net TXT not asked: it is outside the zone files given; add --follow to ask DNS"
      ),
      (
        "$SPF check --zone $ZONE --origin example.com --follow --resolver 127.0.0.1:1 --ip 192.0.2.1 --sender a@away.example.com",
        5, "_spf.example.net TXT no server reached: 127.0.0.1:1"
      ),
      (
        "$SPF show --zone $ZONE --origin example.com --resolver 127.0.0.1:1 example.com", 64,
        "--zone and --resolver: choose one"
      ),
      (
        "$SPF check --zone $ZONE --origin example.com --ip 192.0.2.1 --sender ' a@bare.example.com '", 6,
        "bare.example.com  no SPF record, but almost: \"v=spf1-all\": no blank stands behind the version"
      ),
      (
        "$SPF show --zone $ZONE --origin com example.com", 64,
        "--origin: \"com\" is no fully qualified domain name"
      ),
    ])
  func zoneFiles(line: String, status: Int32, text: String) async throws {
    let outcome = try await shell(line)
    #expect(outcome.status == status, "\(outcome.text)")
    #expect(outcome.text.contains(text), "\(outcome.text)")
  }

  @Test(
    "a slip of the finger is told before what it leaves missing",
    arguments: [
      ("check --ip 192.0.2.1 --sendr a@example.com", "--sendr"), ("lint --recrod 'v=spf1 -all'", "--recrod"),
      ("diff example.com --sav x.json", "--sav"), ("plan example.com --ad 192.0.2.1", "--ad"),
      ("check --ip 192.0.2.1 --helo a.example.com --lookup-limit -1", "--lookup-limit must be 1 to 1000"),
      ("show example.com --dns-time -1", "--dns-time must be 1 to 3600 seconds"),
    ])
  func slips(arguments: String, text: String) async throws {
    let outcome = try await shell("$SPF \(arguments)")
    #expect(outcome.status == 64)
    #expect(outcome.text.split(separator: "\n").first?.contains(text) == true, "\(outcome.text)")
  }

  @Test("DNS is asked for no longer than told")
  func silence() async throws {
    // A socket that nobody reads is a server that never answers.
    let silent = try SilentServer()
    let outcome = try await shell("$SPF show --resolver 127.0.0.1:\(silent.port) --dns-time 1 example.com")
    #expect(outcome.status == 5, "\(outcome.text)")
    #expect(outcome.text.contains("DNS was asked for 1 s and no longer"), "\(outcome.text)")
  }
}
