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
    #expect(plan.change.before == nil && plan.published.wildcardTypes.isEmpty)
  }

  @Test func aWildcardIsSaidToBeOne() async throws {
    let plan = try await plan("news.many.example.com")
    #expect(plan.published.wildcardTypes == [.txt, .mx])
    #expect(
      plan.warnings.contains {
        $0.contains("(MX, TXT) comes from a wildcard") && $0.contains("publish MX records of its own")
      })
    // Nothing stands at the name itself that could be required or deleted; what the wildcard says besides is kept.
    let lower = try #require(StepScript(plan, .lower)).nsupdate
    #expect(
      lower.contains("prereq nxrrset news.many.example.com. IN TXT\n") && !lower.contains("update delete"))
    #expect(lower.contains("update add news.many.example.com. 300 IN TXT \"verification=1\"\n"))
    let add = try #require(StepScript(plan, .add)).nsupdate
    #expect(add.contains("prereq yxrrset news.many.example.com. IN TXT \"v=spf1 ip4:192.0.2.10 -all\"\n"))
    #expect(add.contains("update delete news.many.example.com. TXT\n"))
    // Also if the wildcard has nothing for SPF: the first record of a name takes the rest away.
    #expect(try await self.plan("news.mail.example.com").published.wildcardTypes == [.mx])
  }

  @Test(arguments: ["own.many.example.com", "corp.example.com", "example.com"])
  func aRecordOfItsOwnIsNoWildcards(domain: String) async throws {
    #expect(try await plan(domain).published.wildcardTypes.isEmpty)
  }
}
