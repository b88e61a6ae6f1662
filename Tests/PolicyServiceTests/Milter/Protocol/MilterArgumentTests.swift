import Testing

@testable import PolicyService

@Suite("Arguments of milter commands")
struct MilterArgumentTests {
  @Test(
    "paths as a policy service gets them",
    arguments: [
      ("<alice@example.com>", "alice@example.com"), ("<>", ""), ("", ""),
      ("alice@example.com", "alice@example.com"),
      ("<alice@example.com> SIZE=1", "alice@example.com"), ("alice@example.com SIZE=1", "alice@example.com"),
      (" <alice@example.com>", "alice@example.com"), ("<alice@example.com", "alice@example.com"),
      ("<@one.example,@two.example:alice@example.com>", "alice@example.com"),
      ("<\"a b\"@example.com>", "a b@example.com"), ("<\"a\\\"b\\\\\"@example.com>", "a\"b\\@example.com"),
      ("<\"a>b\"@example.com>", "a>b@example.com"), ("<a\\>b@example.com>", "a>b@example.com"),
      ("<\"@a:b\"@example.com>", "@a:b@example.com"), ("<postmaster>", "postmaster"), ("<\"open>", "open>"),
      ("<a\\", "a\\"), ("<Alice@Example.COM>", "Alice@Example.COM"), ("<@", "@"),
    ])
  func paths(argument: String, address: String) {
    #expect(MilterPath.address(Array(argument.utf8)[...]) == Array(address.utf8))
  }

  @Test("macros by name, with and without braces; the first of two, and none without a value")
  func macros() {
    let macros = MilterMacros(
      code: .mail,
      octets: Array(
        "i\u{0}4XABCD\0{auth_authen}\0user\0mail_addr\0a@example.com\0i\0other\0{x}\0\0{last}".utf8)[...])
    func value(_ name: StaticString) -> String? { macros[name].map { String(decoding: $0, as: UTF8.self) } }
    #expect(value("i") == "4XABCD")
    #expect(value("auth_authen") == "user")
    #expect(value("mail_addr") == "a@example.com")
    #expect(value("x") == "")
    #expect(value("last") == nil)
    #expect(value("auth_type") == nil)
    #expect(MilterMacros(code: nil, octets: [])["i"] == nil)
  }

  @Test(
    "clients of each family",
    arguments: [
      ("mx.example.org\u{0}4xx192.0.2.1\0", MilterClient.Family.ipv4, "192.0.2.1"),
      ("mx.example.org\u{0}6xx2001:db8::1\0", .ipv6, "2001:db8::1"),
      ("mx.example.org\u{0}6xxIPv6:2001:db8::1\0", .ipv6, "2001:db8::1"),
      ("mx.example.org\u{0}6xxipv6:::1\0", .ipv6, "::1"), ("mx.example.org\0Lxx/run/socket\0", .local, ""),
      ("mx.example.org\0U", .unknown, ""), ("mx.example.org\u{0}4xx\0", .ipv4, ""),
    ])
  func clients(text: String, family: MilterClient.Family, address: String) throws {
    let client = try #require(MilterClient(Array(text.utf8)[...]))
    #expect(client.family == family)
    #expect(String(decoding: client.address, as: UTF8.self) == address)
    #expect(String(decoding: client.name, as: UTF8.self) == "mx.example.org")
  }
}
