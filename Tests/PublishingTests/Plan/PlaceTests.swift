import DNS
import Publishing
import SPF
import TestSupport
import Testing

/// Names at which nothing can be published, or at which it has consequences.
@Suite struct PlaceTests {
  private static let zone = """
    $TTL 3600
    $ORIGIN example.com.
    @        IN SOA ns1 hostmaster 1 3600 600 86400 900
             IN NS  ns1
             IN TXT "v=spf1 -all"
    ns1      IN A   192.0.2.53
    corp     IN TXT "v=spf1 ip4:192.0.2.10 -all"
    web      IN A   192.0.2.80
    a.inner  IN A   192.0.2.81
    alias    IN CNAME corp
    far      IN CNAME far.example.net.
    *.many   IN TXT "v=spf1 ip4:192.0.2.10 -all"
    *.many   IN TXT "verification=1"
    *.many   IN MX  10 mx
    own.many IN TXT "v=spf1 ip4:192.0.2.10 -all"
    *.mail   IN MX  10 mx
    *.text   IN TXT "v=spf1 ip4:192.0.2.10 -all"
    *.text   IN TXT "verification=1"
    *.w2     IN MX  10 mx
    *.w2     IN TXT "v=spf1 mx -all"
    w2       IN TXT "v=spf1 mx -all"
    *.deep   IN TXT "v=spf1 ip4:192.0.2.10 a:host.b.deep.example.com -all"
    *.deep   IN A   192.0.2.77
    mx       IN A   192.0.2.99

    """

  private func plan(_ domain: String, isNewName: Bool = false) async throws -> ChangePlan {
    let data = try MasterFileReader(file: "example.zone").zoneData(Array(Self.zone.utf8))
    return try await PlanRequest(
      domain: name(domain), adding: ["203.0.113.25"], removing: [], record: nil, allowsNewName: isNewName,
      isExample: true, timing: PlanTiming(now: 0)
    ).answer(
      over: ZoneFilesResolver(
        data, extents: [ZoneExtent(data)],
        world: TableResolver("far.example.net TXT v=spf1 ip4:192.0.2.10 -all")),
      connector: nil)
  }

  private func refusal(_ domain: String) async -> PlanError? {
    await #expect(throws: PlanError.self) { try await plan(domain) }
  }

  /// A TXT record beside a CNAME is no zone (RFC 1034 section 3.6.2).
  @Test(arguments: [
    ("alias.example.com", "corp.example.com."), ("far.example.com", "far.example.net; if it is another's"),
  ])
  func anAliasIsNamedWithItsTarget(domain: String, target: String) async throws {
    let error = try #require(await refusal(domain))
    #expect(
      error.message.hasPrefix(
        "it is an alias (CNAME) of \(target.prefix { $0 != ";" }.hasSuffix(".") ? String(target.dropLast()) : "far.example.net"),"
      ))
    #expect(error.remedy.contains("spf plan \(target)"))
  }

  @Test(arguments: [
    ("crop.example.com", "Did you mean corp.example.com? "),
    ("corpp.example.com", "Did you mean corp.example.com? "),
    ("other.example.com", "Did you mean example.com? "),
  ])
  func aNameThatDoesNotExistIsNoNewOne(domain: String, remedy: String) async throws {
    let error = try #require(await refusal(domain))
    #expect(error.message == "there is no such name")
    #expect(error.remedy.hasPrefix(remedy) && error.remedy.contains("--new-name"), "\(error)")
    let plan = try await plan(domain, isNewName: true)
    #expect(plan.change.before == nil && plan.published.ttl == 900)
  }

  /// A name with other records, and one with nothing but names below it, do exist.
  @Test(arguments: ["web.example.com", "inner.example.com"]) func aNameThatExistsMayGetARecord(domain: String)
    async throws
  {
    let plan = try await plan(domain)
    #expect(plan.change.before == nil && plan.published.wildcard == nil)
  }

  /// What would take the MX records from a name is nothing that a script may do.
  @Test func whatTakesMailFromANameIsNoScript() async throws {
    let plan = try await plan("news.many.example.com")
    #expect(!plan.isOnTime && plan.obstacle != nil)
    for kind in ChangeStep.Kind.allCases {
      let error = #expect(throws: PlanError.self) { try StepScript(plan, kind) }
      #expect(error?.message.contains("loses the MX records that it has from the wildcard") == true)
      #expect(error?.remedy.contains("First publish all that the wildcard gives (MX, TXT, ") == true)
    }
    #expect(throws: PlanError.self) { try PlanCalendar(plan, agent: "test/1") }
    #expect(
      PlanText(plan).full.contains("Not to be published as it is: with a TXT record of its own it loses"))
    // With nothing but TXT records from a wildcard nothing is lost here, and the script says where it is.
    let texts = try await self.plan("news.text.example.com")
    #expect(texts.isOnTime && texts.obstacle == nil)
    let script = try #require(try StepScript(texts, .add))
    for text in [script.zoneLines, try script.nsupdate, try script.dnscontrol, try script.octodns] {
      #expect(text.contains("Names below news.text.example.com lose what they have from it"), "\(text)")
    }
    #expect(try PlanCalendar(texts, agent: "test/1").text.contains("BEGIN:VCALENDAR"))
  }

  /// The terms of the record find nothing any more at names that had their records from the wildcard.
  @Test(arguments: [
    ("a.b.w2.example.com", "take pass away from 1 IPv4 address: the wildcard *.w2.example.com then"),
    ("b.w2.example.com", "take pass away from 1 IPv4 address: the wildcard *.w2.example.com then"),
    // Not at the name itself, but at one that its neighbour shields from the wildcard.
    ("a.b.deep.example.com", "take pass away from 1 IPv4 address: the wildcard *.deep.example.com then"),
  ])
  func whatRestsUponTheWildcardIsRefused(domain: String, message: String) async throws {
    let error = try #require(await refusal(domain))
    #expect(error.message.contains(message), "\(error)")
    #expect(error.remedy.hasPrefix("Nothing was planned. First publish all that the wildcard gives ("))
  }

  /// Names between the new one and the wildcard come to exist with it (RFC 4592 section 2.2.2).
  @Test(arguments: [
    ("a.many", "Names below a.many.example.com lose what they have"),
    (
      "a.b.many",
      "b.many.example.com then exists, even without records (section 2.2.2), and with every other name below b.many.example.com loses"
    ),
    (
      "a.b.c.many",
      "c.many.example.com, b.c.many.example.com then exist, even without records (section 2.2.2), and with every other name below c.many.example.com lose "
    ),
  ])
  func namesThatLoseTheWildcardAreNamed(label: String, sentence: String) async throws {
    let plan = try await plan("\(label).example.com")
    #expect(plan.published.wildcard?.description == "*.many.example.com")
    #expect(plan.warnings.contains { $0.hasPrefix(sentence) }, "\(plan.warnings)")
  }

  /// The remedy that is named is one: records of its own that say the same, and the record of the wildcard itself.
  @Test func theWildcardItselfCanBePlannedFor() async throws {
    let plan = try await plan("*.w2.example.com")
    #expect(plan.published.wildcard == nil && plan.obstacle == nil)
    #expect(plan.change.after == "v=spf1 mx ip4:203.0.113.25 -all")
    #expect(Identity.helo("*.w2.example.com").domain == name("*.w2.example.com"))
  }

  @Test func aWildcardIsSaidToBeOne() async throws {
    let plan = try await plan("news.many.example.com")
    #expect(plan.published.wildcard?.types == [.txt, .mx])
    #expect(
      plan.warnings.contains {
        $0.contains("(MX, TXT) comes from the wildcard *.many.example.com ")
          && $0.contains("publish MX records of its own")
      })
    // Nothing stands at the name itself that could be required or deleted; what the wildcard says besides is kept.
    let texts = try await self.plan("news.text.example.com")
    let lower = try #require(try StepScript(texts, .lower)).nsupdate
    #expect(
      lower.contains("prereq nxrrset news.text.example.com. IN TXT\n") && !lower.contains("update delete"))
    #expect(lower.contains("update add news.text.example.com. 300 IN TXT \"verification=1\"\n"))
    let add = try #require(try StepScript(texts, .add)).nsupdate
    #expect(add.contains("prereq yxrrset news.text.example.com. IN TXT \"v=spf1 ip4:192.0.2.10 -all\"\n"))
    #expect(add.contains("update delete news.text.example.com. TXT\n"))
    // Also if the wildcard has nothing for SPF: the first record of a name takes the rest away.
    #expect(try await self.plan("news.mail.example.com").published.wildcard?.types == [.mx])
  }

  @Test(arguments: ["own.many.example.com", "corp.example.com", "example.com"])
  func aRecordOfItsOwnIsNoWildcards(domain: String) async throws {
    #expect(try await plan(domain).published.wildcard == nil)
  }
}
