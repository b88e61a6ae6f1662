internal import Diagnosis
internal import SPF

/// Plays the steps and notes what was really seen.
struct StoryTeller {
  let client: PolicyClient
  let sink: CollectingSink
  let resolver: any Resolver
  let calendar: StoryCalendar
  private(set) var steps: [StoryStep] = []

  /// When it happened, in seconds before the present.
  private static let lastMail: Int64 = 4 * 86_400
  private static let replacement: Int64 = 3 * 86_400
  private static let correction: Int64 = 2 * 3600
  /// When the new server tried again meanwhile.
  private static let further: [Int64] = [255_000, 248_000, 230_000, 171_000, 160_000, 90_000, 82_000, 21_000]

  init(client: PolicyClient, sink: CollectingSink, resolver: any Resolver, calendar: StoryCalendar) {
    self.client = client
    self.sink = sink
    self.resolver = resolver
    self.calendar = calendar
  }

  private static let oldServer = Message(
    client: "192.0.2.11", clientName: "mail.corp.example.com", helo: "mail.corp.example.com",
    sender: "support-info@corp.example.com", recipient: "me@receiver.example", instance: "1")
  private static let newServer = Message(
    client: "203.0.113.25", clientName: "mail2.corp.example.jp", helo: "mail2.corp.example.jp",
    sender: "support-info@corp.example.com", recipient: "me@receiver.example", instance: "2")

  /// The story; `correct` publishes the corrected record, `show` gets each step as it happens.
  mutating func play(_ show: (StoryStep) -> Void, correct: () throws -> Void) async throws {
    show(
      tell(
        "A company publishes an SPF record for its mail servers:", [StoryZone.record(of: StoryZone.before)],
        true))
    calendar.go(to: Self.lastMail)
    show(
      try await deliver(
        "1. Its server sends a mail. The receiver asks DNS and lets it in:", Self.oldServer, passes: true))
    calendar.go(to: Self.replacement)
    show(
      try await deliver(
        "2. The server is replaced; nobody thinks of the record. The same mail from the new server is refused:",
        Self.newServer, passes: false))
    for (index, time) in Self.further.enumerated() {
      calendar.go(to: time)
      _ = try await client.ask(Self.newServer.again("further \(index)").attributes)
    }
    _ = sink.take()
    show(
      await diagnose(
        "3. A customer waits for this mail. The receiver's administrator has his log diagnosed: forged, or not followed up?"
      ))
    try correct()
    calendar.go(to: Self.correction)
    show(
      tell(
        "4. The sender gets the draft and adds the new server to the record:",
        [StoryZone.record(of: StoryZone.after)],
        true))
    show(
      try await deliver(
        "5. Until the old record's TTL is over (\(StoryZone.ttl) s here, often a day) receivers still remember it:",
        Self.newServer.again("3"), passes: false))
    try await Task.sleep(for: .milliseconds(StoryZone.ttl * 1000 + 300))
    calendar.go(to: 0)
    show(
      try await deliver(
        "6. Then the mail from the new server is let in:", Self.newServer.again("4"), passes: true))
  }

  private mutating func deliver(_ title: String, _ message: Message, passes: Bool) async throws -> StoryStep {
    let action = try await client.ask(message.attributes)
    let isRefused = action.hasPrefix("5")
    var lines = sink.take().map { "policyd-spf[11996]: \($0)" }
    if isRefused {
      lines.append(message.rejection(action))
      lines.append("the sender is told: \(message.reply(action))")
    } else if let field = action.split(separator: " ", maxSplits: 1).last,
      action.lowercased().hasPrefix("prepend ")
    {
      lines.append("the mail gets the header field: \(field)")
    }
    return tell(title, lines, passes ? action.contains("Received-SPF: Pass") : isRefused)
  }

  /// What `spf diagnose` says of the lines seen so far, and the draft to the sender.
  private mutating func diagnose(_ title: String) async -> StoryStep {
    let log = steps.flatMap(\.lines).filter { $0.hasPrefix("policyd-spf") || $0.hasPrefix("postfix") }
    let reading = LogReading.read(lines: log, now: 0)
    var options = Diagnosis.Options()
    options.receiver = Receiver(domains: [DomainName("receiver.example")].compactMap { $0 })
    let diagnosis = await Diagnosis.make(
      reading.collector, survey: reading.survey, resolver: resolver, options: options)
    let notices = NoticeOptions(from: "postmaster@receiver.example", agent: "swift-spf", now: 0)
    var lines = diagnosis.cases.first.map { CaseText($0).lines(number: 1) } ?? []
    for notice in Notice.drafts(for: diagnosis, options: notices) {
      lines += ["", "A draft to the sender, \(notice.fileName):"] + notice.headline
    }
    return tell(title, lines, diagnosis.cases.map(\.verdict) == [.staleRecord])
  }

  private mutating func tell(_ title: String, _ lines: [String], _ isAsTold: Bool) -> StoryStep {
    let step = StoryStep(title: title, lines: lines, isAsTold: isAsTold)
    steps.append(step)
    return step
  }
}
