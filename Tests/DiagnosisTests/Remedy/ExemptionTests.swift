import SPF
import TestSupport
import Testing

@testable import Diagnosis

@Suite struct ExemptionTests {
  private static let client = address("203.0.113.77")

  private func lines(_ scope: Exemption.Scope, _ clients: [IPAddress] = [client]) -> [String] {
    Exemption(clients: clients, scope: scope).settings.flatMap(\.lines)
  }

  @Test func onlyTheSenderFromTheClient() {
    #expect(
      lines(.senders([name("sender.example")])) == [
        "smtpd_restriction_classes = spf_check, spf_unless",
        "spf_check = check_policy_service … (as it is now)",
        #"spf_unless = check_sender_access regexp:{{/[@.]sender\.example$$/ DUNNO}, {/^/ spf_check}}"#,
        "smtpd_recipient_restrictions = … check_client_access cidr:{{203.0.113.77/32 spf_unless}, {0.0.0.0/0 spf_check}, {::/0 spf_check}} … (in place of check_policy_service)",
      ])
  }

  @Test func onlyTheRecipientThroughTheClient() {
    let line =
      #"spf_unless = check_recipient_access regexp:{{/^ann\+x@receiver\.example$$/ DUNNO}, {/^/ spf_check}}"#
    #expect(lines(.recipients(["ann+x@receiver.example"])).contains(line))
  }

  @Test func onlyTheHeloOfTheClient() {
    let found = lines(.helo(name("mx.sender.example")), [address("2001:db8::1")])
    #expect(
      found.contains(
        #"spf_unless = check_helo_access regexp:{{/^mx\.sender\.example$$/ DUNNO}, {/^/ spf_check}}"#))
    #expect(found.last?.contains("{2001:db8::1/128 spf_unless}") == true)
  }

  /// What means something in a pattern or in main.cf is not written into one, and a crowd is not exempted.
  @Test(arguments: [
    "a$b@x.example", "a/b@x.example", "{a}@x.example", "a b@x.example", "a\n@x.example", "ä@x.example",
  ])
  func nothingIsWrittenForStrangeAddresses(recipient: String) {
    #expect(lines(.recipients([recipient])).isEmpty)
    #expect(lines(.recipients((0..<9).map { "u\($0)@x.example" })).isEmpty)
    #expect(lines(.senders([])).isEmpty)
    #expect(lines(.senders([name("sender.example")]), []).isEmpty)
  }
}
