internal import ArgumentParser
internal import Diagnosis
internal import MailLog
internal import Reporting
internal import SPF

/// `spf diagnose`: what SPF stopped according to mail logs, and why.
struct DiagnoseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagnose",
    abstract: "Tell forgeries from records that were not followed up, in mail logs.",
    discussion: """
      Every rejection is put into a case with a verdict, its evidence and what to do: stale-record, forwarded, \
      forged, broken-record, dns-trouble, hidden-client, unauthenticated-local or unknown. Nothing is sent to \
      anybody.

      With --follow a case is written when it is new or changes its verdict; SIGINT (Ctrl-C) or SIGTERM ends with \
      the whole report.

      Exit status: 0 done; 64 usage, 66 a log cannot be read (what could be read is reported), or history cannot, 73 a file cannot be \
      written.
      """)

  @Argument(help: "Mail logs, also compressed with gzip; - is standard input.")
  var files: [String]

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A domain the receiver takes mail for; repeatable. (default: inferred from the log)",
      valueName: "domain"))
  var receiverDomain: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "An address of the receiver's own hosts, proxies or relays; repeatable.", valueName: "address"))
  var ownAddress: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("A network of the receiver's own; repeatable.", valueName: "network"))
  var ownNetwork: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Threads that read the logs, 1 to 64. (default: as many as there are processors, 4 at most)",
      valueName: "number"))
  var threads: Int?

  @Flag(name: .long, help: "List the lines that speak of SPF and are not understood, on standard error.")
  var unparsed = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Draft a message to the owner of each stale or broken record, into this folder.", valueName: "folder"))
  var notify: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The sender of the drafts. (default: postmaster at the receiver's domain)", valueName: "address"))
  var notifyFrom: String?

  @Flag(name: .long, help: "Tell recipients' addresses in the drafts.")
  var includeRecipients = false

  @Option(name: .long, help: ArgumentHelp("Write the whole report as one page, too.", valueName: "file"))
  var html: String?

  @Flag(
    name: .long,
    help:
      "Read on as the last log grows, through rotation; write each case that is new or changes its verdict.")
  var follow = false

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("With --follow: diagnose again so often.", valueName: "seconds"))
  var interval = 60

  @OptionGroup var remembering: RememberingOptions
  @OptionGroup var resolver: ResolverOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    for text in receiverDomain where DomainName(text) == nil {
      throw ValidationError(
        "--receiver-domain: \"\(Printable.text(text))\" is no domain name; write, for instance, example.com.")
    }
    for text in ownAddress where IPAddress(text) == nil {
      throw ValidationError(
        "--own-address: \"\(Printable.text(text))\" is no address; write, for instance, 192.0.2.1.")
    }
    for text in ownNetwork where IPNetwork(text) == nil {
      throw ValidationError(
        "--own-network: \"\(Printable.text(text))\" is no network; write, for instance, 192.0.2.0/24.")
    }
    if let threads, !(1...64).contains(threads) { throw ValidationError("--threads must be 1 to 64.") }
    guard (1...86_400).contains(interval) else {
      throw ValidationError("--interval must be 1 to 86400 seconds.")
    }
    if follow, files.last == "-" {
      throw ValidationError("--follow: standard input is read to its end anyway; name a file.")
    }
    if let notifyFrom, !NoticeOptions.isUsable(sender: notifyFrom) {
      throw ValidationError(
        "--notify-from: \"\(Printable.text(notifyFrom))\" is no mail address; write, for instance, postmaster@example.com."
      )
    }
  }

  func run() async throws {
    try await resolver.withResolver { try await run(resolver: $0) }
  }

  private func run(resolver: any Resolver) async throws {
    let now = Environment.secondsSinceEpoch
    try await remembering.open()
    let reading: LogReading
    if follow {
      reading = try await readOn(now: now, resolver: resolver)
    } else {
      reading = read(now: now)
    }
    if reading.survey.lines == 0, !reading.problems.isEmpty {
      // "Nothing was stopped" would be an answer from a log that was not read.
      try report(reading.problems)
    }
    let diagnosis = await diagnose(reading, resolver: resolver)
    if output.json {
      for item in diagnosis.cases {
        try CommandOutput.writeLine(JSONText.encode(CaseDocument(item), isPretty: false))
      }
    } else {
      let text = DiagnosisText(
        diagnosis, survey: reading.survey, isUnparsedListed: unparsed, style: output.style)
      try CommandOutput.write(text.full)
    }
    try write(diagnosis, reading.survey, now: Environment.secondsSinceEpoch)
    try report(reading.problems)
  }

  private func report(_ problems: [LogInputError]) throws {
    for problem in problems { CommandError.report("\(Printable.text(problem.description))") }
    if !problems.isEmpty { throw ExitCode(66) }
  }

  private func read(now: Int64) -> LogReading {
    let progress = ProgressBar()
    defer { progress.end() }
    return LogReading.read(
      files, now: now, threads: threads, onUnparsed: reportUnparsed, onProgress: progress.show)
  }

  /// What is done with lines that are not understood.
  var reportUnparsed: (@Sendable (LogPosition, String) -> Void)? {
    guard unparsed else { return nil }
    return { position, line in
      CommandError.report("\(Printable.text(position.file)):\(position.line): not understood: \(line)")
    }
  }

  func diagnose(_ reading: LogReading, resolver: any Resolver) async -> Diagnosis {
    var options = Diagnosis.Options()
    options.time = .seconds(time.dnsTime)
    options.now = Environment.secondsSinceEpoch
    options.past = try? remembering.past()
    options.receiver = Receiver(
      domains: receiverDomain.compactMap { DomainName($0) },
      addresses: ownAddress.compactMap { IPAddress($0) },
      networks: ownNetwork.compactMap { IPNetwork($0) })
    return await Diagnosis.make(
      reading.collector, survey: reading.survey, resolver: resolver, options: options)
  }

  private func write(_ diagnosis: Diagnosis, _ survey: LogSurvey, now: Int64) throws {
    if let html {
      let page = DiagnosisPage(diagnosis, survey: survey, logs: files)
      try CommandError.writing { try page.write(to: html) }
    }
    guard let notify else { return }
    guard let from = notifyFrom ?? diagnosis.postmaster else {
      throw ValidationError(
        "--notify: the receiver's domain is not known; add --notify-from ADDRESS or --receiver-domain NAME.")
    }
    var notices = NoticeOptions(from: from, agent: "swift-spf/\(Version.current)", now: now)
    notices.includesRecipients = includeRecipients
    for notice in Notice.drafts(for: diagnosis, options: notices) {
      try CommandError.writing { try notice.write(to: notify) }
    }
  }
}
