internal import ArgumentParser
internal import Auditing
internal import MailLog
internal import Reporting
internal import SPF

/// `spf audit`: whether what really sends mail is authorised.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract:
      "Check whether the servers that really send are authorised: for cron, monitoring and deployments.",
    discussion: """
      The hosts and services that send for each domain are listed in a file (Documentation/audit.md), or read from \
      Postfix, or both. For each address SPF is checked for MAIL FROM and HELO, and its reverse name. With --log, what \
      receivers refused of our own mail is joined with what DNS says now. Nothing is published.

      A deployment asks: spf audit --host mail3.example.com --may-send-as example.com. With --record-state it waits \
      until no cache can hold a record that did not authorise the host.

      Exit status: 0 all that sends is authorised, 1 something is not, 2 warnings with --strict, 3 it could not be \
      found out (DNS), 4 not yet (caches, for --host with --record-state); 64 usage, 65 a file cannot be understood, \
      66 one cannot be read, 69 Postfix cannot be asked, 73 a file cannot be written, 75 another audit wrote the state \
      meanwhile. With --nagios: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN, \
      whatever went wrong.
      """)

  @Argument(help: "Files with senders (YAML).")
  var files: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A log of our own outgoing mail (Postfix), also compressed; - is standard input; repeatable.",
      valueName: "file"))
  var log: [String] = []

  @Flag(name: .long, help: "Take domains, addresses and HELO names from the configuration of Postfix.")
  var postfix = false

  @Option(
    name: .long,
    help: ArgumentHelp("The same, of the configuration in this folder.", valueName: "folder"))
  var postfixFolder: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Keep the records in this file, and tell what changed since.", valueName: "file"))
  var recordState: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Days without mail in the log after which a domain is unused.", valueName: "days"))
  var unusedDays = 30

  @Option(name: .long, help: "For a deployment: the host that is to send, by its name.")
  var host: String?

  @Option(
    name: .long,
    help: ArgumentHelp("With --host: the domain for which it is to send; repeatable.", valueName: "domain"))
  var maySendAs: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With --host: an address it sends from; repeatable. (default: those listed, or in DNS)",
      valueName: "address"))
  var ip: [String] = []

  @Option(name: .long, help: "With --host: its HELO name. (default: the one listed, or its name)")
  var helo: String?

  @Flag(name: .long, help: "Warnings count for the exit status, too.")
  var strict = false

  @Flag(name: .long, help: "Write nothing if the exit status is 0 and no record changed.")
  var quiet = false

  @Flag(name: .long, help: "Write one line and end as a Nagios plugin does.")
  var nagios = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write metrics into this file, for the textfile collector of Prometheus, too.", valueName: "file"))
  var prometheus: String?

  @OptionGroup var resolver: ResolverOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...3650).contains(unusedDays) else { throw ValidationError("--unused-days must be 1 to 3650.") }
    guard recordState == nil || recordState != prometheus else {
      throw ValidationError("--record-state and --prometheus: name two files.")
    }
    guard !(nagios && output.json) else { throw ValidationError("--json and --nagios: choose one.") }
    for text in maySendAs + [helo].compactMap({ $0 }) where ListedName.domain(text) == nil {
      throw ValidationError(
        "\"\(Printable.text(text))\" is no fully qualified domain name; write, for instance, example.com.")
    }
    for text in ip where IPAddress(text) == nil {
      throw ValidationError(
        "--ip: \"\(Printable.text(text))\" is no address; write, for instance, 192.0.2.25 or 2001:db8::25.")
    }
    guard host != nil || (maySendAs.isEmpty && ip.isEmpty && helo == nil) else {
      throw ValidationError("--may-send-as, --ip and --helo are for --host NAME.")
    }
    guard host == nil || !maySendAs.isEmpty else {
      throw ValidationError("--host: name the domain for which it is to send with --may-send-as DOMAIN.")
    }
    guard host == nil || log.isEmpty else {
      throw ValidationError("--log is for no deployment: leave out --host.")
    }
    guard host != nil || !files.isEmpty || postfix || postfixFolder != nil else {
      throw ValidationError(
        "Nothing to audit: give a file with senders (see Examples/senders.yaml), --postfix, or --host and --may-send-as."
      )
    }
  }

  func run() async throws {
    do {
      try await audit()
    } catch let failure as CommandFailure {
      guard nagios else {
        CommandError.report(failure.message)
        throw ExitCode(failure.status)
      }
      try CommandOutput.writeLine(NagiosText.unknown(failure.message))
      throw ExitCode(3)
    } catch let code as ExitCode where nagios && (64...73).contains(code.rawValue) {
      try CommandOutput.writeLine(NagiosText.unknown("it could not begin; standard error tells why"))
      throw ExitCode(3)
    } catch let code as ExitCode where nagios && code.rawValue > 3 {
      // Nobody can read why.
      throw ExitCode(3)
    } catch let error as ValidationError where nagios {
      try CommandOutput.writeLine(NagiosText.unknown(error.message))
      throw ExitCode(3)
    }
  }

  private func audit() async throws {
    let inventory = try inventory()
    let kept = try state()
    let now = Environment.secondsSinceEpoch
    let outgoing = try outgoingLog(inventory, now: now)
    var options = AuditOptions(now: now)
    options.time = .seconds(time.dnsTime)
    options.unusedDays = unusedDays
    options.isGate = host != nil
    let report = try await resolver.withResolver {
      await Auditor(options).audit(inventory, resolver: $0, log: outgoing, state: kept?.state)
    }
    if nagios {
      // There is one line only, which must tell that the rest went well, too.
      try keep(report, replacing: kept?.octets)
      let text = NagiosText(report, isStrict: strict)
      try CommandOutput.writeLine(text.line)
      throw ExitCode(text.exitStatus)
    }
    if output.json {
      try CommandOutput.writeLine(JSONText.encode(AuditDocument(report, isStrict: strict)))
    } else if !quiet || !report.isQuiet(isStrict: strict) {
      try CommandOutput.write(AuditText(report, style: output.style).full)
    }
    // What nobody could read is told again next time.
    try keep(report, replacing: kept?.octets)
    let status = report.exitStatus(isStrict: strict)
    if status != 0 { throw ExitCode(status) }
    if outgoing?.problems.isEmpty == false { throw ExitCode(66) }
  }
}
