internal import ArgumentParser
internal import DNS
internal import Linting
internal import Reporting
internal import SPF

/// `spf lint`: mistakes and risks in what a domain publishes.
struct LintCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif, junit, markdown
  }

  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Find mistakes in a domain's record, the text of one, or a zone file.",
    discussion: """
      For a domain every authoritative server is asked. --record alone asks nobody; with a domain it is checked as if \
      it were published there. A zone file is checked as it would be published.

      Exit status: 0 nothing worse than warnings, 1 warnings with --strict, 2 errors, or DNS did not answer; 64 usage, \
      65 a zone file is no such file, 66 it cannot be read.
      """)

  @Argument(
    help: "Domains; with --zone-file, names in the file. (default: every name in it with a record)",
    transform: Given.trimmed)
  var domains: [String] = []

  @Option(name: .long, help: ArgumentHelp("The text of a record.", valueName: "text"))
  var record: String?

  @Option(name: .long, help: ArgumentHelp("A zone file (RFC 1035 master file).", valueName: "file"))
  var zoneFile: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A host that sends, as receivers see it; =DOMAIN if its MAIL FROM has another domain. Repeatable.",
      valueName: "address[=domain]"))
  var sender: [String] = []

  @Flag(name: .long, inversion: .prefixedNo, help: "Ask every authoritative server of a domain.")
  var servers = true

  @Flag(name: .long, help: "Warnings count for the exit status, too.")
  var strict = false

  @Option(
    name: .long, help: ArgumentHelp("Leave out a rule, by identifier or name; repeatable.", valueName: "rule")
  )
  var ignore: [String] = []

  @Flag(name: .long, help: "List every rule with an example that fires and one that does not.")
  var rules = false

  @Option(name: .long, help: "text, json, sarif or junit; for --rules text, json or markdown.")
  var format: Format?

  @OptionGroup var resolver: ResolverOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var following: FollowOptions
  @OptionGroup var output: OutputOptions

  private var chosenFormat: Format { format ?? (output.json ? .json : .text) }

  /// Not `validate()`, which comes before unknown options are told: the value of a misspelt one is taken for a domain.
  private func validateOptions() throws {
    if let format, output.json, format != .json {
      throw ValidationError("--json and --format \(format.rawValue): choose one.")
    }
    if rules { return try validateRules() }
    guard chosenFormat != .markdown else { throw ValidationError("--format markdown is for --rules.") }
    for text in domains where Identity.helo(text).domain == nil {
      guard !text.contains("/") else {
        throw ValidationError(
          "\"\(Printable.text(text))\" is no domain name; for a zone file write --zone-file \(Printable.text(text))."
        )
      }
      throw ValidationError(
        "\"\(Printable.text(text))\" is no fully qualified domain name; write, for instance, example.com.")
    }
    do throws(LintError) { _ = try Rule.named(ignore) } catch { throw ValidationError("--ignore: \(error).") }
    do throws(LintError) { _ = try senders() } catch { throw ValidationError("--sender: \(error).") }
    guard sender.isEmpty || zoneFile != nil || !domains.isEmpty else {
      throw ValidationError("--sender: give the domain for which it sends, too.")
    }
    guard record == nil || zoneFile == nil else {
      throw ValidationError("--record and --zone-file: choose one.")
    }
    guard zoneFile != nil || !resolver.zone.isEmpty || (resolver.origin == nil && !following.follow) else {
      throw ValidationError("--origin and --follow are for --zone-file FILE and --zone FILE.")
    }
    guard record == nil || domains.count <= 1 else {
      throw ValidationError("--record: give one domain, or none.")
    }
  }

  private func senders() throws(LintError) -> [Sender] {
    try sender.map { text throws(LintError) in try Sender(text) }
  }

  private func validateRules() throws {
    guard domains.isEmpty, record == nil, zoneFile == nil, sender.isEmpty else {
      throw ValidationError("--rules lists the rules and checks nothing: give it alone.")
    }
    guard [.text, .json, .markdown].contains(chosenFormat) else {
      throw ValidationError("--rules: text, json and markdown are its formats.")
    }
  }

  func run() async throws {
    try validateOptions()
    if rules { return try printRules() }
    guard record != nil || zoneFile != nil || !domains.isEmpty else {
      throw ValidationError("Nothing to check: give a domain, --record TEXT or --zone-file FILE.")
    }
    let report = try await report()
    switch chosenFormat {
    case .text, .markdown: try CommandOutput.write(LintText(report, style: output.style).full)
    case .json: try CommandOutput.writeLine(JSONText.encode(LintDocument(report)))
    case .sarif: try CommandOutput.writeLine(JSONText.encode(SARIFDocument(report, version: Version.current)))
    case .junit: try CommandOutput.write(JUnitText(report, isStrict: strict).full)
    }
    let status = report.exitStatus(isStrict: strict)
    if status != 0 { throw ExitCode(status) }
  }

  private func printRules() throws {
    switch chosenFormat {
    case .json: try CommandOutput.writeLine(JSONText.encode(Rule.all.map { RuleDocument($0) }))
    case .markdown: try CommandOutput.write(RuleText.markdown)
    default: try CommandOutput.write(RuleText.all(style: output.style))
    }
  }

  private func report() async throws -> LintReport {
    let linter = Linter(
      ignoring: try Rule.named(ignore), time: .seconds(time.dnsTime), now: Environment.secondsSinceEpoch)
    let senders = try senders()
    let names = domains.compactMap { Identity.helo($0).domain }
    if let zoneFile {
      let octets = try CommandError.reading { try BoundedFile.read(zoneFile) }
      let base = resolver.originName ?? names.first ?? .root
      let sheet = try CommandError.parsing { try ZoneSheet(octets, file: zoneFile, origin: base) }
      guard following.follow else { return await linter.lint(sheet, domains: names, senders: senders) }
      return try await resolver.withResolver {
        await linter.lint(sheet, domains: names, senders: senders, world: $0)
      }
    }
    let text = record.map { Array($0.utf8) }
    guard !names.isEmpty else { return linter.lint(record: text ?? []) }
    return try await resolver.withResolver(outside: following.outside) { resolver in
      var report = LintReport.empty
      for name in names {
        let connector = servers && self.resolver.zone.isEmpty ? NetworkConnector.inspecting() : nil
        report.merge(
          await linter.lint(
            name, record: text, senders: senders, resolver: resolver, connector: connector))
      }
      return report
    }
  }
}
