import PolicyService
import SPF
import ServiceLifecycle
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("The resident milter", .serialized, .timeLimit(.minutes(10)))
struct MilterServerTests {
  private typealias P = MilterPackets

  /// Runs a milter on loopback.
  private static func milter<R: ImmediateResolver>(
    resolver: R = TestResolver.story, log: RecordingSink = RecordingSink(),
    clock: any Clock<Duration> = ContinuousClock(), change: (inout ServerConfiguration) -> Void = { _ in },
    _ body: @escaping @Sendable (ListenAddress, ServiceGroup) async throws -> Void
  ) async throws {
    let loopback = try #require(IPAddress("127.0.0.1"))
    try await RunningServer.with(
      resolver: resolver, addresses: [], log: log, clock: clock,
      change: {
        $0.milterAddresses = [.tcp(loopback, port: 0)]
        // A busy host takes longer for an answer than a mail server goes without a word.
        $0.milter.progressInterval = .seconds(3600)
        change(&$0)
      }
    ) { addresses, group in
      try await body(try #require(addresses.first), group)
    }
  }

  /// A connection on which a client has said HELO.
  private static func begin(
    _ address: ListenAddress, from client: String = "203.0.113.99", server: String = "Postfix 3.7"
  ) throws -> MilterPeer {
    let peer = try #require(MilterPeer(address))
    peer.send(P.negotiate(), P.macros("C", ["v": server]), P.connect(client), P.helo())
    #expect(peer.answer()?.first == "O")
    return peer
  }

  private static func expectAlive(_ address: ListenAddress) throws {
    let peer = try begin(address)
    peer.send(P.mail(), P.recipient())
    #expect(peer.answer()?.hasPrefix("y550 5.7.23 ") == true)
  }

  /// Waits until something is so.
  private static func eventually(_ condition: () -> Bool) async throws -> Bool {
    for _ in 0..<30_000 {
      if condition() { return true }
      try await Task.sleep(for: .milliseconds(10))
    }
    return condition()
  }

  @Test("beside the policy protocol, on a unix socket: its mode, its removal, its line in the log")
  func listens() async throws {
    let path = "/tmp/spf-milter-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    let log = RecordingSink()
    try await RunningServer.with(log: log, change: { $0.milterAddresses = [.unix(path: path)] }) {
      addresses, _ in
      #expect(addresses.count == 2)
      var status = stat()
      #expect(unsafe stat(path, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o660)
      let address = try #require(addresses.first)
      let client = try #require(Client(address))
      client.send(Requests.text())
      #expect(client.receive().first?.hasPrefix("action=550 5.7.23 ") == true)
      try Self.expectAlive(.unix(path: path))
    }
    #expect(unsafe access(path, F_OK) != 0)
    #expect(log.lines.contains("listening on unix:\(path) as a milter"))
  }

  @Test("a service that listens nowhere does not start")
  func nowhere() async throws {
    await #expect(throws: ServiceError.self) {
      try await RunningServer.with(addresses: []) { _, _ in }
    }
  }

  @Test("two messages on one connection, all commands of each at once; then another client's")
  func messages() async throws {
    let log = RecordingSink()
    try await Self.milter(log: log) { address, _ in
      let peer = try Self.begin(address, from: "192.0.2.7")
      for number in 1...2 {
        peer.send(
          P.mail("<n\(number)@example.com>"), P.recipient(), P.header("Subject", "test"),
          P.header("Authentication-Results", "mx.example.org; spf=pass"), P.macros("E", ["i": "4X\(number)"]),
          P.packet("E"))
        let answers = peer.answers(4)
        #expect(answers.map(\.first) == ["c", "m", "i", "c"])
        #expect(answers.dropFirst(2).first?.contains("n\(number)@example.com") == true)
      }
      peer.send(P.packet("K"), P.connect(), P.helo(), P.mail(), P.recipient())
      #expect(peer.answer()?.hasPrefix("y550 5.7.23 ") == true)
      peer.send(P.packet("A"), P.packet("Q"))
      #expect(peer.isEndedByService)
    }
    #expect(log.lines.filter { $0.hasPrefix("4X2: ") }.count == 2)
    #expect(
      log.lines.contains("4X2: removed Authentication-Results that claimed to be of mx.example.org: 1"))
  }

  @Test("what needs DNS is waited for, and what comes meanwhile, too")
  func waits() async throws {
    let resolver = GatedResolver()
    try await Self.milter(resolver: resolver, change: { $0.milter.progressInterval = .milliseconds(50) }) {
      address, _ in
      let peer = try Self.begin(address, from: "192.0.2.7")
      peer.send(P.mail(), P.recipient(), P.header("Subject", "test"), P.packet("E"))
      // Postfix is told to wait, as often as it takes.
      #expect(peer.answers(3) == ["p", "p", "p"])
      resolver.open()
      var answers: [String] = []
      while answers.count < 3, let answer = peer.answer() {
        if answer != "p" { answers.append(answer) }
      }
      #expect(answers.map(\.first) == ["c", "i", "c"])
    }
  }

  @Test("Sendmail is not told to wait: it takes that for an answer")
  func silentWait() async throws {
    let resolver = GatedResolver()
    try await Self.milter(resolver: resolver, change: { $0.milter.progressInterval = .milliseconds(10) }) {
      address, _ in
      let peer = try Self.begin(address, server: "8.17.1")
      peer.send(P.mail(), P.recipient())
      #expect(try await Self.eventually { resolver.asked > 0 })
      try await Task.sleep(for: .milliseconds(100))
      #expect(peer.hasNoAnswer)
      resolver.open()
      #expect(peer.answer()?.hasPrefix("y550 5.7.23 ") == true)
    }
  }

  @Test(
    "a message given up while its answer is awaited: the question is, too, and the next message has its own answer"
  )
  func abort() async throws {
    let resolver = GatedResolver()
    try await Self.milter(resolver: resolver) { address, _ in
      let peer = try Self.begin(address)
      peer.send(P.mail("<first@example.com>"), P.recipient(), P.header("A", "b"))
      #expect(try await Self.eventually { resolver.asked > 0 })
      peer.send(P.packet("A"))
      #expect(try await Self.eventually { resolver.givenUp > 0 })
      peer.send(P.mail("<second@example.com>"), P.recipient())
      #expect(try await Self.eventually { resolver.asked > 1 })
      resolver.open()
      // One answer, and it is that of the second message.
      #expect(peer.answer()?.contains("id=second@example.com;") == true)
      #expect(peer.hasNoAnswer)
    }
  }

  @Test("a mail server that goes away while its answer is awaited")
  func goesAway() async throws {
    let resolver = GatedResolver()
    try await Self.milter(resolver: resolver) { address, _ in
      let peer = try Self.begin(address)
      peer.send(P.mail(), P.recipient())
      #expect(try await Self.eventually { resolver.asked > 0 })
      peer.disconnect()
      #expect(try await Self.eventually { resolver.givenUp > 0 })
    }
  }

  @Test("an answer that does not come in time: the message passes, or what is configured")
  func late() async throws {
    let resolver = GatedResolver(heedsCancellation: false)
    let clock = HandClock()
    try await Self.milter(
      resolver: resolver, clock: clock, change: { $0.milter.progressInterval = .seconds(3600) }
    ) { address, _ in
      let peer = try Self.begin(address)
      peer.send(P.mail(), P.recipient(), P.packet("E"))
      #expect(try await Self.eventually { clock.sleepers == 1 && resolver.asked > 0 })
      #expect(peer.hasNoAnswer)
      clock.advance(by: AnswerRules().time)
      #expect(peer.answers(2) == ["c", "c"])
      // What comes after all is for nobody.
      resolver.open()
      peer.send(P.mail(), P.recipient())
      #expect(peer.answer()?.hasPrefix("y550 5.7.23 ") == true)
    }
  }

  @Test("what was decided is counted as for the policy protocol")
  func counted() async throws {
    var resolver = TestResolver.story
    resolver.distant = [try #require(DomainName("soft.example.com"))]
    let loopback = try #require(IPAddress("127.0.0.1"))
    try await RunningServer.with(
      resolver: resolver, addresses: [],
      change: {
        $0.milterAddresses = [.tcp(loopback, port: 0)]
        // A busy host takes longer for an answer than a mail server goes without a word.
        $0.milter.progressInterval = .seconds(3600)
        $0.statusAddress = .tcp(loopback, port: 0)
      }
    ) { addresses, _ in
      let peer = try Self.begin(addresses[0])
      for sender in ["alice@example.com", "alice@soft.example.com"] {
        peer.send(P.mail("<\(sender)>"), P.recipient())
        #expect(peer.answer() != nil)
      }
      peer.send(P.macros("M", ["{auth_authen}": "alice"]), P.mail(), P.recipient())
      #expect(peer.answer() == "c")
      let bad = try #require(MilterPeer(addresses[0]))
      bad.send([0, 0, 0, 0])
      #expect(bad.isEndedByService)
      let scraper = try #require(Client(addresses[1]))
      scraper.send("GET /metrics HTTP/1.0\r\n\r\n")
      let answer = scraper.receiveAll()
      for line in [
        "spf_results_total{identity=\"mailfrom\",result=\"fail\"} 1",
        "spf_results_total{identity=\"mailfrom\",result=\"softfail\"} 1",
        "spf_actions_total{action=\"prepend\"} 1", "spf_actions_total{action=\"reject\"} 1",
        "spf_actions_total{action=\"dunno\"} 1", "spf_exemptions_total{reason=\"authenticated\"} 1",
        "spf_request_duration_seconds_count{dns=\"cached\"} 2",
        "spf_request_duration_seconds_count{dns=\"asked\"} 1", "spf_requests_waiting 0",
        "spf_protocol_errors_total 1", "spf_connections_total 2",
      ] {
        #expect(answer.contains("\n\(line)\n"), "\(line)\n\(answer)")
      }
    }
  }

  @Test("what is no milter protocol ends the connection with a log line")
  func bad() async throws {
    let log = RecordingSink()
    let inputs: [[UInt8]] = [
      Array("GET / HTTP/1.1\r\n\r\n".utf8), [0, 0, 0, 0], P.packet("O", "short"), P.negotiate(version: 1),
      P.helo(),
      P.negotiate() + P.negotiate(), P.negotiate() + P.connect("x", family: "Z"),
    ]
    try await Self.milter(log: log) { address, _ in
      for input in inputs {
        let peer = try #require(MilterPeer(address))
        peer.send(input)
        if input.count > 17, input.starts(with: P.negotiate()) { #expect(peer.answer()?.first == "O") }
        #expect(peer.isEndedByService)
      }
      try Self.expectAlive(address)
    }
    #expect(log.lines.filter { $0.hasPrefix("closing a connection of the milter: ") }.count == inputs.count)
  }

  @Test("octet by octet is understood; half a packet and then silence is not waited for")
  func slow() async throws {
    let log = RecordingSink()
    try await Self.milter(log: log, change: { $0.requestTimeout = .seconds(1) }) { address, _ in
      let peer = try #require(MilterPeer(address))
      for octet in P.negotiate() + P.connect() + P.helo() + P.mail() + P.recipient() { peer.send([octet]) }
      #expect(peer.answer()?.first == "O")
      #expect(peer.answer()?.hasPrefix("y550 5.7.23 ") == true)
      let half = try Self.begin(address)
      half.send(Array(P.mail().dropLast(3)))
      #expect(half.isEndedByService)
      try Self.expectAlive(address)
    }
    #expect(log.lines.contains { $0.contains("a packet was not complete in time") })
  }

  @Test("half a packet and a closed socket")
  func endInsidePacket() async throws {
    let log = RecordingSink()
    try await Self.milter(log: log) { address, _ in
      let half = try #require(MilterPeer(address))
      half.send([0, 0, 0, 13, 0x4f])
      half.disconnect()
      #expect(try await Self.eventually { log.lines.contains { $0.contains("in the middle of a packet") } })
      try Self.expectAlive(address)
    }
  }

  @Test("a silent connection is ended, further ones over the limit are")
  func limits() async throws {
    try await Self.milter(
      change: {
        $0.idleTimeout = .seconds(1)
        $0.maximumConnections = 2
      }
    ) { address, _ in
      let peers = [try Self.begin(address), try Self.begin(address)]
      let further = try #require(MilterPeer(address))
      #expect(further.isEndedByService)
      for peer in peers { #expect(peer.isEndedByService) }
    }
  }

  @Test("a body of 65 MB, which was not asked for, does not fill the memory")
  func endless() async throws {
    try await Self.milter { address, _ in
      let peer = try #require(MilterPeer(address))
      peer.send(P.negotiate(version: 2, steps: 1), P.connect(), P.helo(), P.mail())
      let before = ResidentMemory.kibibytes
      let body = P.packet("B", [UInt8](repeating: 0x78, count: 65_535))
      for _ in 0..<1000 { peer.send(body) }
      #expect(ResidentMemory.growth(since: before) < 32 * 1024)
      try Self.expectAlive(address)
    }
  }

  @Test("a graceful stop lets a message come to its end; connections without one are ended at once")
  func gracefulStop() async throws {
    try await Self.milter { address, group in
      let idle = try Self.begin(address)
      let busy = try Self.begin(address, from: "192.0.2.7")
      busy.send(P.mail(), P.recipient())
      #expect(busy.answer() == "c")
      await group.triggerGracefulShutdown()
      #expect(idle.isEndedByService)
      busy.send(P.header("Subject", "test"), P.packet("E"))
      #expect(busy.answers(2).map(\.first) == ["i", "c"])
      #expect(busy.isEndedByService)
      #expect(MilterPeer(address) == nil)
    }
  }

  @Test(
    "addresses as mail servers and milters write them",
    arguments: [
      ("unix:/run/spf.sock", "unix:/run/spf.sock"), ("local:/run/spf.sock", "unix:/run/spf.sock"),
      ("inet:127.0.0.1:8893", "127.0.0.1:8893"), ("inet:8893@127.0.0.1", "127.0.0.1:8893"),
      ("inet6:8893@::1", "[::1]:8893"), ("inet6:8893@[::1]", "[::1]:8893"), ("inet:[::1]:8893", "[::1]:8893"),
      ("127.0.0.1:8893", "127.0.0.1:8893"), ("systemd:milter", "systemd:milter"),
    ])
  func addresses(text: String, address: String) throws {
    #expect(try ListenAddress(milter: text).description == address)
  }

  @Test(
    "what is no address",
    arguments: ["", "inet:", "inet:8893", "inet:8893@localhost", "local:spf.sock", "smtp:x"])
  func badAddresses(text: String) {
    #expect(throws: ListenAddress.SyntaxError.self) { try ListenAddress(milter: text) }
  }
}
