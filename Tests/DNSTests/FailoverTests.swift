import DNS
import NameServer
import SPF
import Testing

/// Two name servers, of which the first, or both, do not do what they should.
@Suite(.timeLimit(.minutes(10)))
struct FailoverTests {
  static let zone = """
    $TTL 300
    @ IN SOA ns.example. host.example. 1 2h 1h 1w 77
    a.example. A 192.0.2.1
    """
  static let question = DNSQuestion(DomainName("a.example") ?? .root, .a)

  func server(_ misbehaviour: Misbehaviour?, family: IPAddress.Family = .ipv4) async throws
    -> LoopbackNameServer
  {
    let data = try MasterFileReader(file: "test.zone").zoneData(Array(Self.zone.utf8), origin: .root)
    let server = try await LoopbackNameServer.start(ZoneResolver(data), family: family)
    server.misbehave(misbehaviour)
    return server
  }

  func resolver(
    _ servers: [ServerAddress], tries: Int = 1, timeout: Duration = .milliseconds(100)
  ) throws -> CAresResolver {
    var options = CAresOptions()
    options.servers = servers
    options.timeout = timeout
    options.tries = tries
    return try CAresResolver(options)
  }

  @Test(arguments: [
    Misbehaviour.serverFailure, .refusal, .responseCode(4), .responseCode(1), .silence, .brokenRecord,
    .truncationEverywhere, .octets(Array(repeating: 0xff, count: 40)), .octets([1, 2, 3]),
  ])
  func theNextServerIsAsked(_ misbehaviour: Misbehaviour) async throws {
    let bad = try await server(misbehaviour)
    let good = try await server(nil)
    let resolver = try resolver([bad.address, good.address])
    let answer = await resolver.answer(to: Self.question)
    #expect(answer.records == .addresses([IPAddress(ipv4: 0xc000_0201)]))
    #expect(bad.queryCount(Self.question) > 0)
    #expect(good.queryCount(Self.question) == 1)
    resolver.shutdown()
    await bad.stop()
    await good.stop()
  }

  @Test func aDeadServerLeadsToTheNext() async throws {
    let dead = try await server(nil)
    await dead.stop()
    let good = try await server(nil)
    let resolver = try resolver([dead.address, good.address])
    #expect(await resolver.answer(to: Self.question).status == .records)
    resolver.shutdown()
    await good.stop()
  }

  @Test func everyServerThatCannotBeReachedIsNamed() async throws {
    let one = try await server(nil)
    let other = try await server(nil)
    await one.stop()
    await other.stop()
    let resolver = try resolver([one.address, other.address])
    #expect(
      await resolver.answer(to: Self.question).status
        == .failure(.unreachable("\(one.address), \(other.address)")))
    resolver.shutdown()
  }

  @Test func anAnswerThatThereIsNothingIsAnAnswer() async throws {
    let first = try await server(nil)
    let second = try await server(nil)
    let resolver = try resolver([first.address, second.address])
    let none = DNSQuestion(try #require(DomainName("none.example")), .a)
    let text = DNSQuestion(Self.question.name, .txt)
    #expect(await resolver.answer(to: none).status == .noName)
    #expect(await resolver.answer(to: text).status == .noData)
    #expect(second.queryCount(none) == 0 && second.queryCount(text) == 0)
    resolver.shutdown()
    await first.stop()
    await second.stop()
  }

  /// What both together are reported as: SERVFAIL before other codes, a code before silence.
  @Test(arguments: [
    (Misbehaviour.serverFailure, Misbehaviour.refusal, DNSFailure.serverFailure),
    (.refusal, .serverFailure, .serverFailure), (.refusal, .refusal, .refused),
    (.silence, .refusal, .refused), (.serverFailure, .silence, .serverFailure),
    (.responseCode(4), .refusal, .responseCode(4)), (.silence, .silence, .timeout),
    (.truncationEverywhere, .silence, .truncated),
  ])
  func bothFail(_ one: Misbehaviour, _ other: Misbehaviour, _ failure: DNSFailure) async throws {
    let first = try await server(one)
    let second = try await server(other)
    let resolver = try resolver([first.address, second.address])
    #expect(await resolver.answer(to: Self.question).status == .failure(failure))
    resolver.shutdown()
    await first.stop()
    await second.stop()
  }

  @Test func onlySilentServersAreTriedAgain() async throws {
    let silent = try await server(.silence)
    let refusing = try await server(.refusal)
    let resolver = try resolver([silent.address, refusing.address], tries: 3)
    #expect(await resolver.answer(to: Self.question).status == .failure(.refused))
    #expect(silent.queryCount(Self.question) == 3)
    #expect(refusing.queryCount(Self.question) == 1)
    resolver.shutdown()
    await silent.stop()
    await refusing.stop()
  }

  @Test func aSilentServerIsAskedLastForAWhile() async throws {
    let silent = try await server(.silence)
    let good = try await server(nil)
    // In this time the good one answers on a busy host, too.
    let resolver = try resolver([silent.address, good.address], timeout: .seconds(1))
    for number in 0..<10 {
      _ = await resolver.answer(to: DNSQuestion(try #require(DomainName("n\(number).example")), .a))
    }
    let asked = try (0..<10).reduce(0) {
      $0 + silent.queryCount(DNSQuestion(try #require(DomainName("n\($1).example")), .a))
    }
    // Some seconds later now and then a question goes to it again.
    #expect((1...5).contains(asked))
    resolver.shutdown()
    await silent.stop()
    await good.stop()
  }

  @Test func aServerWithAnIPv6Address() async throws {
    let server = try await server(nil, family: .ipv6)
    let address = try #require(ServerAddress("[::1]:\(server.address.port)"))
    #expect(address == server.address)
    let resolver = try resolver([address])
    #expect(await resolver.answer(to: Self.question).status == .records)
    resolver.shutdown()
    await server.stop()
  }
}
