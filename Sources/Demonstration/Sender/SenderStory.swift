internal import Auditing
internal import DNS
internal import MailLog
internal import NameServer
internal import PolicyService
internal import Publishing
internal import Reporting
internal import SPF

/// The sender's story: a server is replaced without a plan, and then with one, each with real parts on one machine (see
/// ``Story``). Five days pass on a clock of the story's own.
public enum SenderStory {
  /// 2026-12-01 06:00 UTC.
  private static let start: Int64 = 1_796_104_800
  private static let hour: Int64 = 3600

  /// Plays the story; `show` gets each step as it happens. Returns all of them.
  public static func tell(_ show: (StoryStep) -> Void) async throws -> [StoryStep] {
    var steps: [StoryStep] = []
    func tell(_ title: String, _ lines: [String], _ isAsTold: Bool) {
      let step = StoryStep(title: title, lines: lines, isAsTold: isAsTold)
      steps.append(step)
      show(step)
    }
    tell(
      "A company publishes an SPF record. Its mail server 192.0.2.11 is to be replaced by 203.0.113.25:",
      [SenderZone.line(SenderZone.before)], true)
    let naive = try await playing { teller in try await replaceAtOnce(&teller, tell) }
    let planned = try await playing { teller in try await replaceByPlan(&teller, tell) }
    tell(
      "What came of it:",
      [
        "without a plan  \(naive.sent) messages, \(naive.refused) refused for good",
        "with the plan   \(planned.sent) messages, \(planned.refused) refused for good",
      ], naive.refused > 0 && planned.refused == 0)
    return steps
  }

  /// Runs `body` with a name server, a receiver with an empty cache, and a clock.
  private static func playing(_ body: (inout SenderTeller) async throws -> Void) async throws -> SenderTeller
  {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let server = try await LoopbackNameServer.start(
      try SenderZone.resolver(SenderZone.line(SenderZone.before)))
    do {
      var options = CAresOptions()
      options.servers = [server.address]
      let network = try CAresResolver(options)
      defer { network.shutdown() }
      let clock = StoryClock(start - hour)
      let path = directory.path + "/policy"
      let service = StoryService(
        resolver: CachingResolver(network, now: { clock.nanoseconds }), path: path, sink: CollectingSink())
      var teller = SenderTeller(client: PolicyClient(path: path), server: server, clock: clock)
      try await service.running { try await body(&teller) }
      await server.stop()
      return teller
    } catch {
      await server.stop()
      throw error
    }
  }

  /// The record changes when the server does.
  private static func replaceAtOnce(
    _ teller: inout SenderTeller, _ tell: (String, [String], Bool) -> Void
  ) async throws {
    let move = start + 2 * hour
    var isAsTold = try await teller.mail(from: .old, at: move - 60)
    try teller.publish(SenderZone.line(SenderZone.after), at: move)
    isAsTold = try await !teller.mail(from: .new, at: move + 60) && isAsTold
    tell(
      "1. Without a plan: the record is changed in the minute in which the new server begins. Receivers still remember the old one:",
      teller.take(), isAsTold)
    let later = move + Int64(SenderZone.ttl)
    isAsTold = try await teller.mail(from: .new, at: later)
    isAsTold = try await !teller.mail(from: .old, at: later + 60) && isAsTold
    tell(
      "2. An hour later they let the new server in, and refuse what the old one still has in its queue:",
      teller.take(), isAsTold)
    try await audit(teller, tell)
  }

  /// What the company's own logs tell it, had it asked them.
  private static func audit(
    _ teller: SenderTeller, _ tell: (String, [String], Bool) -> Void
  ) async throws {
    guard let domain = DomainName(SenderZone.domain) else { throw CancellationError() }
    let hosts = [SenderTeller.Server.old, .new].map { server in
      SendingHost(
        label: server.name, name: DomainName(server.name), helo: DomainName(server.name),
        addresses: [IPAddress(server.address)].compactMap(\.self))
    }
    let inventory = Inventory(
      hosts: hosts, domains: [SendingDomain(domain, hosts: [1], services: [])])
    let log = OutgoingLog.read(lines: teller.log, ownDomains: [domain], now: teller.clock.now)
    let report = await Auditor(AuditOptions(now: teller.clock.now)).audit(
      inventory, resolver: try SenderZone.resolver(SenderZone.line(SenderZone.after)), log: log)
    let findings = report.findings.filter { [.rejected, .repaired].contains($0.code) }
    let resend = AuditText(report).resends
    tell(
      "3. Its own logs would have told: spf audit senders.yaml --log /var/log/mail.log",
      findings.map(\.sentence) + resend.dropLast(),
      findings.contains { $0.code == .repaired } && findings.contains { $0.code == .rejected }
        && report.log?.cases.reduce(0) { $0 + $1.resendCount } == teller.refused)
  }

  /// The same with a plan, each step at its time.
  private static func replaceByPlan(
    _ teller: inout SenderTeller, _ tell: (String, [String], Bool) -> Void
  ) async throws {
    let plan = try await plan(teller.server)
    tell(
      "4. With a plan: spf plan \(SenderZone.domain) --add \(SenderTeller.Server.new.address) --remove \(SenderTeller.Server.old.address)",
      PlanText(plan).full.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        .dropLast(),
      plan.isOnTime)
    var sending: Set<SenderTeller.Server> = [.old]
    for (index, step) in plan.steps.enumerated() {
      // Whoever asks a second before keeps what was published until then for the longest time.
      var isAsTold = try await mail(sending, at: step.time - 1, &teller)
      if let script = StepScript(plan, step.kind) { try teller.publish(script.zoneLines, at: step.time) }
      switch step.kind {
      case .cutOver: sending.insert(.new)
      case .drain: sending.remove(.old)
      default: break
      }
      isAsTold = try await mail(sending, at: step.time + 1, &teller) && isAsTold
      tell("\(index + 5). \(StepWords(plan: plan).title(step)):", teller.take(), isAsTold)
    }
  }

  private static func mail(
    _ servers: Set<SenderTeller.Server>, at time: Int64, _ teller: inout SenderTeller
  ) async throws -> Bool {
    var isPass = true
    for server in [SenderTeller.Server.old, .new] where servers.contains(server) {
      isPass = try await teller.mail(from: server, at: time) && isPass
    }
    return isPass
  }

  private static func plan(_ server: LoopbackNameServer) async throws -> ChangePlan {
    let connector = NetworkConnector()
    defer { connector.close() }
    var options = CAresOptions()
    options.servers = [server.address]
    let resolver = try CAresResolver(options)
    defer { resolver.shutdown() }
    guard let domain = DomainName(SenderZone.domain) else { throw CancellationError() }
    let request = PlanRequest(
      domain: domain, adding: [SenderTeller.Server.new.address],
      removing: [SenderTeller.Server.old.address], record: nil, isExample: true,
      timing: PlanTiming(now: start))
    return try await request.answer(over: resolver, servers: [server.address], connector: connector)
  }
}
