internal import ArgumentParser
internal import DNS
internal import Publishing
internal import Reporting
internal import SPF

/// `spf plan`: a change to a record with a timetable.
struct PlanCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, ical, zone, nsupdate, dnscontrol, octodns

    /// Also under the names that others give to two of them.
    init?(argument: String) {
      self.init(rawValue: ["ics": "ical", "bind": "zone"][argument] ?? argument)
    }

    /// Whether it is the text of one step.
    var isOfOneStep: Bool {
      switch self {
      case .text, .json, .ical: false
      case .zone, .nsupdate, .dnscontrol, .octodns: true
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Plan the change of a record for a server replacement, with clock times.",
    discussion: """
      The published text is changed as little as possible, what the change means is told, and every step has the time \
      from which it is safe, from the TTLs that the authoritative servers give. Nothing is published. All times are \
      universal time unless they have an offset.

      Exit status: 0 planned, 1 planned but not safe at the time asked for, or moved already, 2 refused, with the \
      reason; 64 usage, 66 a log cannot be read (what could be read is told).
      """)

  @Argument(help: "The domain.", transform: Given.trimmed)
  var domain: String

  @Option(
    name: .long, parsing: .unconditionalSingleValue,
    help: "An address, a network or a term to add; repeatable.", transform: Given.trimmed)
  var add: [String] = []

  @Option(
    name: .long, parsing: .unconditionalSingleValue,
    help: "An address, a network or a term to remove after the move; repeatable.", transform: Given.trimmed)
  var remove: [String] = []

  @Option(name: .long, help: "The record to end with, instead of --add and --remove.")
  var record: String?

  @Flag(
    name: .long,
    help: "Replace names by networks, if that is proved to say the same; tells when it expires.")
  var flatten = false

  @Flag(name: .long, help: "Plan even if the answer then needs TCP.")
  var allowLarge = false

  @Option(
    name: .long, help: ArgumentHelp("When the new server is to begin.", valueName: "time"),
    transform: moment)
  var at: Int64?

  @Option(
    name: .long, help: ArgumentHelp("When the new server began, if it has already.", valueName: "time"),
    transform: moment)
  var moved: Int64?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With --moved: a log of the outgoing mail, to tell what must be sent again; repeatable.",
      valueName: "file"))
  var log: [String] = []

  @Flag(name: .long, help: "The domain is yet to be made: DNS need not have the name.")
  var newName = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "When the records were published that are there now, for a plan in the middle of a move; with --ttl-before.",
      valueName: "time"), transform: moment)
  var published: Int64?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("The TTL of the records before those, in seconds.", valueName: "seconds"))
  var ttlBefore: UInt32?

  @Option(name: .long, parsing: .unconditional, help: "The TTL in seconds for the time of the move.")
  var shortTTL: UInt32 = 300

  @Option(name: .long, parsing: .unconditional, help: "Seconds until all name servers carry a change.")
  var propagation: Int64 = 300

  @Option(name: .long, parsing: .unconditional, help: "Seconds for which the old server may try to deliver.")
  var queueLifetime: Int64 = 432_000

  @Option(name: .long, help: "text, json, ical, or one step as zone, nsupdate, dnscontrol or octodns.")
  var format = Format.text

  @Option(
    name: .long,
    help:
      "The step of zone, nsupdate, dnscontrol and octodns: lower, add, remove, restore or flatten. (default: add, or flatten)"
  )
  var step: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Ask this authoritative server, ADDRESS or ADDRESS:PORT, instead of those of the NS records; repeatable.",
      valueName: "address"))
  var server: [String] = []

  @OptionGroup var resolver: ResolverOptions
  @OptionGroup var following: FollowOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  private var kind: ChangeStep.Kind? { ChangeStep.Kind(rawValue: step ?? (flatten ? "flatten" : "add")) }

  private static func moment(_ text: String) throws -> Int64 {
    guard let time = CivilTime(text) else {
      throw ValidationError(
        "\"\(Printable.text(text))\" is no time; write, for instance, 2026-11-24T14:05Z.")
    }
    return time.seconds
  }

  func validate() throws {
    if let at = domain.lastIndex(of: "@") {
      throw ValidationError(
        "\"\(Printable.text(domain))\" is a mailbox; plan for its domain, \(Printable.text(String(domain[domain.index(after: at)...])))."
      )
    }
    guard Identity.helo(domain).domain != nil else {
      throw ValidationError(
        "\"\(Printable.text(domain))\" is no fully qualified domain name; write, for instance, example.com.")
    }
    guard !flatten || at == nil && moved == nil else {
      throw ValidationError("--flatten is for no move: leave out --at and --moved.")
    }
    guard at == nil || moved == nil else { throw ValidationError("--at and --moved: choose one.") }
    guard (published == nil) == (ttlBefore == nil) else {
      throw ValidationError(
        "--published and --ttl-before belong together: when the records of now were published, and the TTL of those before."
      )
    }
    guard (ttlBefore ?? 0) <= 2_147_483_647 else {
      throw ValidationError("--ttl-before must be 0 to 2147483647 seconds.")
    }
    guard log.isEmpty || moved != nil else {
      throw ValidationError("--log is read for what was refused since a move: add --moved TIME.")
    }
    guard (0...604_800).contains(propagation), (0...2_592_000).contains(queueLifetime) else {
      throw ValidationError("--propagation must be 0 to 604800 seconds, --queue-lifetime 0 to 2592000.")
    }
    guard (1...86_400).contains(shortTTL) else {
      throw ValidationError("--short-ttl must be 1 to 86400 seconds.")
    }
    guard server.isEmpty || resolver.zone.isEmpty else {
      throw ValidationError("--zone and --server: choose one; a zone file answers instead of a name server.")
    }
    for text in server where ServerAddress(text) == nil {
      throw ValidationError(
        "--server: \"\(Printable.text(text))\" is no address; \(ResolverOptions.examples).")
    }
    guard kind != nil else {
      throw ValidationError("--step: write lower, add, remove, restore or flatten.")
    }
    guard !output.json || format == .text || format == .json else {
      throw ValidationError("--json and --format \(format.rawValue): choose one.")
    }
    guard step == nil || format.isOfOneStep && !output.json else {
      throw ValidationError("--step is for one step: add --format zone, nsupdate, dnscontrol or octodns.")
    }
  }

  func run() async throws {
    guard let name = Identity.helo(domain).domain, let kind else { return }
    guard [record != nil, flatten, !(add.isEmpty && remove.isEmpty)].filter({ $0 }).count == 1 else {
      throw ValidationError("Give --add or --remove, or --record alone, or --flatten alone.")
    }
    let timing = PlanTiming(
      now: Environment.secondsSinceEpoch, cutOver: at, moved: moved,
      earlier: published.map { PlanTiming.Earlier(replaced: $0, ttl: ttlBefore ?? 0) },
      propagation: propagation, queueLifetime: queueLifetime, shortTTL: shortTTL)
    let request = PlanRequest(
      domain: name, adding: add, removing: remove, record: record, flatten: flatten,
      allowsLarge: allowLarge, allowsNewName: newName, timing: timing)
    let connector = resolver.zone.isEmpty ? NetworkConnector.inspecting() : nil
    defer { connector?.close() }
    do {
      let plan = try await resolver.withResolver(outside: following.outside, seconds: time.dnsTime) {
        try await request.answer(
          over: $0, servers: server.compactMap { ServerAddress($0) }, connector: connector)
      }
      let resending = resending(for: plan)
      try CommandOutput.write(text(of: plan, resending.list, kind))
      throw ExitCode(!resending.isWhole ? 66 : plan.isOnTime ? 0 : 1)
    } catch let code as ExitCode {
      throw code
    } catch {
      CommandError.report("\(error)")
      throw ExitCode(2)
    }
  }

  private func text(of plan: ChangePlan, _ resending: Resending?, _ kind: ChangeStep.Kind) throws -> String {
    let script = StepScript(plan, kind)
    let text: String? =
      switch output.json ? .json : format {
      case .text: PlanText(plan, resending: resending, style: output.style).full
      case .json: try JSONText.encode(PlanDocument(plan, resending: resending)) + "\n"
      case .ical: PlanCalendar(plan, agent: "swift-spf/\(Version.current)").text
      case .zone: script?.zoneLines
      case .nsupdate: try script?.nsupdate
      case .dnscontrol: try script?.dnscontrol
      case .octodns: try script?.octodns
      }
    guard let text else {
      let others = plan.steps.filter { $0.publication != nil }.map(\.kind.rawValue)
      CommandError.report(
        "this plan publishes nothing in the step \(kind.rawValue), but in \(others.joined(separator: ", ")). See --format text."
      )
      throw ExitCode(2)
    }
    return text
  }
}
