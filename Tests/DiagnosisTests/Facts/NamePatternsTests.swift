import SPF
import TestSupport
import Testing

@testable import Diagnosis

@Suite struct NamePatternsTests {
  @Test(arguments: [
    ("host-203-0-113-33.dsl.isp.example", true), ("p5-7-9.dip.dyn.isp.example", true),
    ("c-203-0-113-7.home.isp.example", true), ("cpe-1.catv.isp.example", true),
    ("203-0-113-79.static.isp.example", false), ("mail.home.example", false), ("mail.example.com", false),
    ("mta7.pool.sender.example", false), ("static-203-0-113-1.dsl.isp.example", false),
    ("home.example", false),
  ])
  func accessLinesAreKnownByTheirNames(host: String, expected: Bool) {
    #expect(NamePatterns.isDynamic(name(host)) == expected)
  }

  @Test(arguments: [
    ("203-0-113-79.static.isp.example", "203.0.113.79", true),
    ("79.113.0.203.isp.example", "203.0.113.79", true),
    ("x113-0-203.isp.example", "203.0.113.79", true), ("cb00714f.isp.example", "203.0.113.79", true),
    ("vps-203-0-113-90.cloud.example", "203.0.113.90", true), ("mail79.isp.example", "203.0.113.79", false),
    ("mail.example.com", "2001:db8::25", false),
  ])
  func namesMadeFromAnAddressAreKnown(host: String, client: String, expected: Bool) {
    #expect(NamePatterns.isGeneric(name(host), for: address(client)) == expected)
  }

  @Test(arguments: [
    ("forwarding.webmail.example", true, false), ("fwd1.example.com", true, false),
    ("lists.example.org", false, true),
    ("mailman2.example.org", false, true), ("mail.example.org", false, false),
    ("forward.example", false, false),
    ("listening.example.org", false, false),
  ])
  func whatAHostDoesIsInItsName(host: String, forwards: Bool, lists: Bool) {
    #expect(NamePatterns.isForwarder(name(host)) == forwards)
    #expect(NamePatterns.isListHost(name(host)) == lists)
  }

  @Test(arguments: [
    ("[203.0.113.33]", HeloName.literal(address("203.0.113.33"))),
    ("203.0.113.33", .literal(address("203.0.113.33"))),
    ("[IPv6:2001:db8::1]", .literal(address("2001:db8::1"))), ("[nonsense]", .literal(nil)),
    ("localhost.localdomain", .localhost), ("LOCALHOST", .localhost), ("SERVER01", .bareWord),
    ("Mail.Example.com", .name(name("mail.example.com"))), ("a b.example", .other), ("", .other),
  ])
  func heloIsRead(text: String, expected: HeloName) {
    #expect(HeloName(text) == expected)
  }
}
