import Publishing
import Reporting
import SPF
import TestSupport
import Testing

@Suite struct ResendingTests {
  private static let moved: Int64 = 1_795_500_000

  private static func plan() async throws -> ChangePlan {
    try await PlanFixture.plan(
      PlanFixture.published("v=spf1 ip4:192.0.2.10 -all"), adding: ["203.0.113.25"], removing: [],
      timing: PlanTiming(now: moved + 3600, moved: moved))
  }

  private static func mail(
    _ queueID: String, at offset: Int64? = 60, hasZone: Bool = true, sender: String? = "a@corp.example.com",
    address: String? = "203.0.113.25", domain: String? = nil
  ) -> RefusedMail {
    RefusedMail(
      time: offset.map { moved + $0 }, hasZone: hasZone, queueID: queueID, sender: sender,
      recipient: "me@receiver.example", statedAddress: address.flatMap { IPAddress($0) }, statedDomain: domain
    )
  }

  @Test(arguments: [
    (mail("1"), true),
    // The receiver does not say what it saw, or the log not when.
    (mail("2", address: nil), true), (mail("3", at: nil), true),
    // A bounce of ours: the receiver tells which name it asked about.
    (mail("4", sender: "", domain: "CORP.example.com"), true), (mail("5", sender: ""), false),
    (mail("6", sender: nil, domain: "corp.example.com"), true),
    // Before the move; a local time may be hours off.
    (mail("7", at: -60), false), (mail("8", at: -60, hasZone: false), true),
    // Not for this record, and not for this address.
    (mail("9", sender: "a@sub.corp.example.com"), false),
    (mail("10", sender: "\"a@b\"@corp.example.com"), true),
    (mail("11", address: "203.0.113.26"), false), (mail("12", address: "192.0.2.10"), false),
  ])
  func whatTheChangeWouldHaveLetThrough(mail: RefusedMail, isListed: Bool) async throws {
    let resending = Resending([mail], plan: try await Self.plan())
    #expect(resending.messages == (isListed ? [mail] : []))
  }

  @Test func textAndJSONListIt() async throws {
    let plan = try await Self.plan()
    let mails = [
      Self.mail("4F3A2", at: 120), Self.mail("4F3A1"),
      Self.mail("4F3A3", at: 90, sender: "\u{1b}[1m@corp.example.com"),
    ]
    let resending = Resending(mails, plan: plan)
    let text = PlanText(plan, resending: resending).full
    let last = CivilTime(Self.moved + 120).text
    #expect(text.contains("Resend what was refused for good so far, the last one at \(last) UTC;"))
    #expect(text.contains("  \(last) UTC  4F3A2  <a@corp.example.com> to <me@receiver.example>\n"))
    #expect(text.contains("<\\u{1b}[1m@corp.example.com>"))
    let json = try JSONText.encode(PlanDocument(plan, resending: resending))
    #expect(json.contains("\"time\" : \"\(CivilTime(Self.moved + 120).machine)\""))
    // Without a log nothing is claimed.
    #expect(try JSONText.encode(PlanDocument(plan)).contains("\"resend\" : null"))
    #expect(PlanText(plan).full.contains("--log FILE lists it"))
    #expect(PlanText(plan, resending: Resending([], plan: plan)).full.contains("The log has nothing"))
  }

  @Test func aLongListIsCut() async throws {
    let plan = try await Self.plan()
    let resending = Resending(
      (0..<250).map { (number: Int64) in Self.mail("Q\(number)", at: number) }, plan: plan)
    #expect(PlanText(plan, resending: resending).full.hasSuffix("  and 150 more; --json has all\n"))
    #expect(resending.messages.count == 250)
  }
}
