import SPF
import TestSupport
import Testing

@testable import Diagnosis

@Suite struct KinshipTests {
  @Test(arguments: [
    ("example.com", "example.com", Kinship.same), ("example.com", "example.jp", .sameLabel),
    ("example.co.uk", "example.de", .sameLabel), ("mail.com", "mail.net", .none), ("ab.com", "ab.net", .none),
    ("north-wind.com", "northwind.org", .sameLetters), ("northwind.com", "northwindgroup.com", .sameStem),
    ("northwind-shop.com", "northwind-mail.com", .none), ("northwind.com", "southwind.com", .none),
    ("northwind.com", "mynorthwind.com", .sameStem), ("acme.com", "myacme.com", .none),
    ("server.com", "northwindserver.com", .none),
    ("mailhost.com", "mailing.com", .none),
  ])
  func namesAreCompared(one: String, other: String, expected: Kinship) {
    #expect(Kinship.between(name(one), name(other)) == expected)
    #expect(Kinship.between(name(other), name(one)) == expected)
  }
}
