import Foundation
import MailLog
import SPF
import Testing

/// The logs of labelled incidents, each with the checks that its story tells.
@Suite struct CaseTests {
  struct Incident: Codable, Sendable, CustomTestStringConvertible {
    let name: String
    let checks: [[String: String]]
    enum CodingKeys: String, CodingKey {
      case name = "case"
      case checks
    }
    var testDescription: String { name }
  }

  static let incidents: [Incident] = {
    guard let data = try? Data(contentsOf: Fixture.url("checks.json")) else { return [] }
    return (try? JSONDecoder().decode([Incident].self, from: data)) ?? []
  }()

  /// Logs that tell of more messages than there are checks in the story: a second one alike, and one of the
  /// year before, under the record of that time.
  static let furtherMessages = ["forged-coupon-host-portal-softfail": 1, "stale-sibling-domain-no-ptr": 1]

  @Test(arguments: incidents) func everyCheckIsOneEvent(_ incident: Incident) throws {
    let log = try Data(contentsOf: Fixture.url("cases/\(incident.name).log"))
    let (events, survey) = Fixture.read(Array(log))
    #expect(survey.unparsed == 0)
    #expect(events.count == incident.checks.count + (Self.furtherMessages[incident.name] ?? 0))
    for check in incident.checks {
      let event = try #require(
        events.first { event in
          let result = event.identity == .helo ? check["spf_helo"] : check["spf_mfrom"]
          return event.client?.description == check["client"]
            && event.sender?.lowercased() == check["mail_from"]?.lowercased()
            && event.result?.rawValue == result
        })
      #expect(event.identity != nil)
      if let helo = event.helo { #expect(helo.lowercased() == check["helo"]?.lowercased()) }
    }
    for event in events where event.reporter == .policydSPF {
      #expect(event.disposition != .unknown)
      if event.disposition != .accepted { #expect(!event.recipients.isEmpty) }
      #expect(event.helo != nil)
      #expect(event.time != nil)
    }
  }
}
