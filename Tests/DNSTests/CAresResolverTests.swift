import DNS
import NameServer
import SPF
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CAresResolverTests {
  static let zone = """
    $TTL 300
    @ IN SOA ns.example. host.example. 1 2h 1h 1w 77
    a.example. A 192.0.2.1
    a.example. 60 AAAA 2001:db8::1
    m.example. MX 10 a.example.
    t.example. TXT "v=spf1 " "-all"
    *.w.example. PTR a.example.
    foo:bar/b\\ z\\.q.example. TXT "odd"
    """

  func withServer(
    timeout: Duration = .milliseconds(200), limit: Int = 4096,
    _ body: (LoopbackNameServer, CAresResolver) async throws -> Void
  ) async throws {
    let data = try MasterFileReader(file: "test.zone").zoneData(Array(Self.zone.utf8), origin: .root)
    let server = try await LoopbackNameServer.start(ZoneResolver(data))
    var options = CAresOptions()
    options.servers = [server.address]
    options.timeout = timeout
    options.tries = 1
    options.maximumQueries = limit
    let resolver = try CAresResolver(options)
    try await body(server, resolver)
    resolver.shutdown()
    resolver.shutdown()
    await server.stop()
  }

  func question(_ name: String, _ type: DNSRecordType) throws -> DNSQuestion {
    DNSQuestion(try #require(DomainName(name)), type)
  }

  @Test func recordsOfEveryType() async throws {
    try await withServer { _, resolver in
      let a = await resolver.answer(to: try question("A.example", .a))
      #expect(a.records == .addresses([IPAddress(ipv4: 0xc000_0201)]))
      #expect(a.ttl == 300 && !a.isAuthenticated)
      let aaaa = await resolver.answer(to: try question("a.example", .aaaa))
      #expect(aaaa.ttl == 60)
      let host = try #require(DomainName("a.example"))
      #expect(
        await resolver.answer(to: try question("m.example", .mx)).records
          == .mailExchanges([MailExchange(preference: 10, exchange: host)]))
      #expect(
        await resolver.answer(to: try question("t.example", .txt)).records
          == .texts([TextRecord(strings: [Array("v=spf1 ".utf8), Array("-all".utf8)])]))
      #expect(await resolver.answer(to: try question("x.w.example", .ptr)).records == .names([host]))
      let noData = await resolver.answer(to: try question("a.example", .mx))
      #expect(noData.status == .noData && noData.ttl == 77)
      #expect(await resolver.answer(to: try question("none.example", .a)).status == .noName)
    }
  }

  @Test func namesWithOddOctets() async throws {
    try await withServer { _, resolver in
      let name = try #require(
        DomainName(labels: [Array("foo:bar/b z.q".utf8), Array("example".utf8)]))
      #expect(await resolver.answer(to: DNSQuestion(name, .txt)).status == .records)
    }
  }

  @Test(arguments: [
    (Misbehaviour.serverFailure, DNSFailure.serverFailure), (.refusal, .refused), (.silence, .timeout),
    (.truncationEverywhere, .truncated),
  ])
  func failures(_ misbehaviour: Misbehaviour, _ failure: DNSFailure) async throws {
    try await withServer { server, resolver in
      let question = try question("a.example", .a)
      server.misbehave(misbehaviour, for: question.name)
      #expect(await resolver.answer(to: question).status == .failure(failure))
    }
  }

  @Test func truncationLeadsToTCPAndADIsPassedOn() async throws {
    try await withServer { server, resolver in
      let question = try question("a.example", .a)
      server.misbehave(.truncation, for: question.name)
      #expect(await resolver.answer(to: question).status == .records)
      #expect(server.queryCount(question) == 2)
      server.misbehave(.authenticData, for: question.name)
      #expect(await resolver.answer(to: question).isAuthenticated)
    }
  }

  /// A response to a question for the addresses of `alias`, with nothing but an alias for `target` that is good for
  /// `ttl` seconds.
  private static func alias(_ alias: DomainName, _ target: DomainName, ttl: UInt8) -> Misbehaviour {
    let wire = target.wire + [0]
    let question = alias.wire + [0, 0, 1, 0, 1]
    return .octets(
      [0, 0, 0x84, 0, 0, 1, 0, 1, 0, 0, 0, 0] + question + [0xc0, 12, 0, 5, 0, 1, 0, 0, 0, ttl]
        + [0, UInt8(wire.count)] + wire)
  }

  /// A server that is asked directly knows its own zones: a chain of aliases that leaves them is followed.
  @Test func anAliasThatLeadsElsewhere() async throws {
    try await withServer { server, resolver in
      let first = try question("one.example", .a)
      let second = try question("two.example", .a)
      let last = try question("a.example", .a)
      server.misbehave(Self.alias(first.name, second.name, ttl: 50), for: first.name)
      server.misbehave(Self.alias(second.name, last.name, ttl: 90), for: second.name)
      let answer = await resolver.answer(to: first)
      #expect(answer.records == .addresses([IPAddress(ipv4: 0xc000_0201)]))
      #expect(answer.ttl == 50)
      #expect(answer.details.canonicalName == last.name)
      server.misbehave(Self.alias(second.name, first.name, ttl: 90), for: second.name)
      #expect(await resolver.answer(to: first).status == .failure(.aliasLoop))
      server.misbehave(.refusal, for: second.name)
      #expect(await resolver.answer(to: first).status == .failure(.refused))
    }
  }

  @Test func aServerWithoutEDNS() async throws {
    try await withServer { server, resolver in
      server.misbehave(.noOptions)
      for name in ["a.example", "m.example", "t.example"] {
        let question = try question(name, .ptr)
        #expect(await resolver.answer(to: question).status == .noData)
      }
    }
  }

  @Test func cancellationBoundAndShutdown() async throws {
    try await withServer(timeout: .seconds(20), limit: 1) { server, resolver in
      let question = try question("a.example", .a)
      server.misbehave(.silence, for: question.name)
      let task = Task { await resolver.answer(to: question) }
      while server.queryCount(question) == 0 { try await Task.sleep(for: .milliseconds(2)) }
      #expect(await resolver.answer(to: question).status == .failure(CAresResolver.overloaded))
      task.cancel()
      #expect(await task.value.status == .failure(.timeout))
    }
  }

  @Test func unreachable() async throws {
    var address: ServerAddress?
    try await withServer { server, _ in address = server.address }
    var options = CAresOptions()
    options.servers = [try #require(address)]
    options.timeout = .milliseconds(300)
    options.tries = 1
    let resolver = try CAresResolver(options)
    let status = await resolver.answer(to: try question("a.example", .a)).status
    guard case .failure(.unreachable) = status else {
      Issue.record("\(status)")
      return
    }
  }
}
