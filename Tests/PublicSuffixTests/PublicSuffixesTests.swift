import PublicSuffix
import SPF
import TestSupport
import Testing

@Suite struct PublicSuffixesTests {
  @Test(arguments: [
    ("mail.corp.example.com", "example.com"), ("example.com", "example.com"),
    ("a.b.example.co.uk", "example.co.uk"), ("mail2.corp.example.jp", "example.jp"),
    ("x.example.or.jp", "example.or.jp"), ("host.corp.example", "corp.example"), ("co.uk", "co.uk"),
    ("com", "com"),
  ])
  func organisationIsWhatIsRegistered(host: String, expected: String) {
    #expect(PublicSuffixes.organisation(of: name(host)) == name(expected))
  }
}
