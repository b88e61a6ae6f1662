import Foundation
import SPF
import TestSupport
import Testing

@Suite struct ReceivedSPFTests {
  static let resolver = TableResolver(
    "example.com TXT v=spf1 ip4:192.0.2.0/24 -all", "bad.example TXT v=spf1 moo", "open.example TXT v=spf1")

  @Test func namesTheMechanism() {
    let outcome = check("alice@example.com", from: "192.0.2.7", Self.resolver)
    #expect(
      ReceivedSPF(outcome, receiver: "mx.example.org").serialized
        == "Received-SPF: pass (mx.example.org: domain of example.com designates 192.0.2.7 as permitted sender) "
        + "identity=mailfrom; client-ip=192.0.2.7; helo=mail.example.org; envelope-from=\"alice@example.com\"; "
        + "receiver=mx.example.org; mechanism=\"ip4:192.0.2.0/24\"")
  }

  @Test func saysDefaultAndProblem() {
    let open = ReceivedSPF(
      check("a@open.example", from: "192.0.2.7", Self.resolver), receiver: "mx.example.org")
    #expect(open["mechanism"] == "default")
    let bad = ReceivedSPF(
      check("a@bad.example", from: "192.0.2.7", Self.resolver), receiver: "mx.example.org")
    #expect(bad["problem"]?.hasPrefix("syntax error in the SPF record of bad.example") == true)
    #expect(bad["mechanism"] == nil)
  }

  @Test(arguments: ["alice@example.com", "a\"b\\c d@example.com", "(x)@example.com", "", "a;b=c@example.com"])
  func comesBackAsItWas(sender: String) throws {
    let field = ReceivedSPF(
      check(sender, from: "192.0.2.7", helo: "example.com", Self.resolver), receiver: "mx.example.org")
    for text in [field.serialized, field.folded(), field.folded(width: 40)] {
      let value = String(text.dropFirst("Received-SPF:".count))
      let read = try ReceivedSPF(parsing: value)
      #expect(read.result == field.result)
      #expect(read.pairs == field.pairs)
    }
  }

  @Test func foldsWithinTheWidth() {
    let field = ReceivedSPF(
      check("alice@example.com", from: "192.0.2.7", Self.resolver), receiver: "mx.example.org")
    let lines = field.folded().components(separatedBy: "\r\n")
    #expect(lines.count > 2)
    #expect(lines.allSatisfy { $0.utf8.count <= 78 })
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(" ") })
  }

  @Test func keepsStrangersInside() {
    let helo = "x\r\nBcc: you@example.net\r\n\r\n\u{0}\") ;" + String(repeating: "y", count: 100_000)
    let field = ReceivedSPF(
      check("\u{fc}\r\nb@example.com", from: "192.0.2.7", helo: helo, Self.resolver),
      receiver: "mx.example.org")
    #expect(field.serialized.utf8.allSatisfy { (0x20...0x7e).contains($0) })
    #expect(field.folded().components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 998 })
    #expect(field.serialized.utf8.count < 4096)
  }

  @Test(arguments: [
    (
      "Pass (mailfrom) identity=mailfrom; client-ip=192.0.2.7; helo=mail.example.com; envelope-from=alice@example.com; receiver=rx.example.org ",
      SPFResult.pass, "alice@example.com"
    ),
    (
      "None (no SPF record) identity=helo; client-ip=192.0.2.7; helo=mail.example.com; envelope-from=<>; receiver=<UNKNOWN>",
      .none, "<>"
    ),
    (
      "pass (mybox.example.org: domain of\r\n myname@example.com designates 192.0.2.1 as permitted sender)\r\n   receiver=mybox.example.org; client-ip=192.0.2.1;\r\n   envelope-from=\"myname@example.com\"; helo=foo.example.com;",
      .pass, "myname@example.com"
    ),
    ("softfail envelope-from=\"a\\\"b@example.com\"", .softfail, "a\"b@example.com"),
    (" (one (nested \\) comment)) fail (two) envelope-from = x", .fail, "x"),
  ])
  func readsWhatOthersWrite(value: String, result: SPFResult, sender: String) throws {
    let field = try ReceivedSPF(parsing: value)
    #expect(field.result == result)
    #expect(field["envelope-from"] == sender)
  }

  @Test(arguments: [
    ("", HeaderSyntaxError.Code.unknownResult), ("maybe", .unknownResult), ("pass (open", .unterminated),
    ("pass helo=\"open", .unterminated), ("pass helo", .unexpectedCharacter),
    ("pass =x", .unexpectedCharacter),
    ("pass " + String(repeating: "x", count: 20_000), .tooLong),
  ])
  func refuses(value: String, code: HeaderSyntaxError.Code) throws {
    let error = try #require(throws: HeaderSyntaxError.self) { try ReceivedSPF(parsing: value) }
    #expect(error.code == code)
  }

  @Test func readsDeeplyNestedComments() throws {
    let depth = 8000
    let comment = String(repeating: "(", count: depth) + String(repeating: ")", count: depth)
    #expect(try ReceivedSPF(parsing: "pass \(comment) helo=x")["helo"] == "x")
  }
}
