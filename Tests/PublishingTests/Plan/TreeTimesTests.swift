import DNS
import Publishing
import SPF
import TestSupport
import Testing

/// The TTLs of what a change newly asks of DNS.
@Suite struct TreeTimesTests {
  private static let zone = """
    $TTL 60
    $ORIGIN example.com.
    @        IN SOA ns1 hostmaster 1 3600 600 86400 60
             IN NS  ns1
    ns1      IN A   192.0.2.51
    corp     IN TXT "v=spf1 ip4:192.0.2.10 a:old.example.com -all"
    old  7200 IN A  192.0.2.11
    mail 1800 IN A  203.0.113.25
    far  1800 IN CNAME far.example.net.

    """
  private static let world = """
    $TTL 60
    $ORIGIN example.net.
    @   9000 IN SOA ns1 hostmaster 1 3600 600 86400 9000
             IN NS  ns1
    ns1      IN A   192.0.2.52
    _spf 3600 IN TXT "v=spf1 ip4:203.0.113.0/24 -all"
    far      IN A   203.0.113.26

    """

  /// Each server answers for its own zone.
  private struct Servers: ServerConnector {
    var isReachable = true

    func resolver(for server: ServerAddress) -> (any Resolver)? {
      switch "\(server.address)" {
      case "192.0.2.51": try? TreeTimesTests.resolver([zone])
      case "192.0.2.52" where isReachable: try? TreeTimesTests.resolver([world])
      default: SilentAtOnce()
      }
    }

    func close() {}
  }

  private struct SilentAtOnce: Resolver {
    func answer(to question: DNSQuestion) async -> DNSAnswer { .failure(.timeout) }
  }

  /// What a cache has left of everything.
  private struct Leftover: Resolver {
    let base: ZoneResolver

    func answer(to question: DNSQuestion) async -> DNSAnswer {
      var answer = await base.answer(to: question)
      answer.ttl = min(answer.ttl, 5)
      return answer
    }
  }

  fileprivate static func resolver(_ zones: [String]) throws -> ZoneResolver {
    var data = ZoneData()
    for text in zones { data.merge(try MasterFileReader(file: "zone").zoneData(Array(text.utf8))) }
    return ZoneResolver(data)
  }

  private func plan(_ term: String, connector: (any ServerConnector)? = Servers()) async throws -> ChangePlan
  {
    let all = try Self.resolver([Self.zone, Self.world])
    return try await PlanRequest(
      domain: name("corp.example.com"), adding: [term], removing: [], record: nil, isExample: true,
      timing: PlanTiming(now: 0, propagation: 100)
    ).answer(over: connector == nil ? all : Leftover(base: all), connector: connector)
  }

  /// The record is forgotten 160 s from now; what it newly asks may have been changed a second ago.
  @Test(
    arguments: [
      ("203.0.113.25", 160),
      // Another address a second ago, or none.
      ("a:mail.example.com", 1900),
      // Of another zone: its own TTL, and for how long its zone says that there is nothing.
      ("include:_spf.example.net", 9100),
      ("a:far.example.net", 9100),
      // An alias is kept for itself.
      ("a:far.example.com", 9100),
      // What is asked already changes nothing.
      ("a:old.example.com/24", 160),
    ] as [(String, Int64)])
  func everythingNewIsWaitedFor(term: String, safe: Int64) async throws {
    #expect(try await plan(term).safeFrom == safe)
    #expect(try await plan(term).isOnTime)
    #expect(try await plan(term, connector: nil).safeFrom == safe)
  }

  @Test func whatOnlyACacheTellsIsNoPromise() async throws {
    let plan = try await plan("include:_spf.example.net", connector: Servers(isReachable: false))
    #expect(plan.published.isAuthoritative && !plan.isMeasured && !plan.isOnTime)
    #expect(plan.tree.guessed.map(\.description) == ["_spf.example.net TXT"])
    #expect(
      plan.warnings.contains { $0.contains("No authoritative server was reached for _spf.example.net") })
    #expect(PlanText(plan).full.contains("Not before "))
  }
}
