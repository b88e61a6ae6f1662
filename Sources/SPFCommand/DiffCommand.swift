internal import ArgumentParser
internal import Publishing
internal import Reporting
internal import SPF

/// `spf diff`: who gains and who loses each result.
struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two records by what they mean: which addresses gain or lose each result.",
    discussion: """
      Each side is a domain, the text of a record, FILE#DOMAIN for a zone file, or a snapshot (a file named \
      *.json) that --save wrote. With --save, one side is enough. All of both address spaces is compared, so that \
      "equal" is a proof.

      Exit status: 0 equal, 1 different, 2 a side cannot be read or compared, or neither has a \
      record; 64 usage.
      """)

  @Argument(help: "The old record.", transform: Given.trimmed)
  var old: String

  @Argument(help: "The new record.", transform: Given.trimmed)
  var new: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where a record's text stands. (default: the domain of the other side)", valueName: "domain"))
  var domain: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Save the new side, or the only one, for a later comparison.", valueName: "file"))
  var save: String?

  @OptionGroup var resolver: ResolverOptions
  @OptionGroup var following: FollowOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let domain, Identity.helo(domain).domain == nil {
      throw ValidationError(
        "--domain: \"\(Printable.text(domain))\" is no fully qualified domain name; write, for instance, example.com."
      )
    }
  }

  func run() async throws {
    guard new != nil || save != nil else {
      throw ValidationError("Nothing to compare with: give a second side, or --save FILE.")
    }
    let request = DifferenceRequest(
      old: old, new: new, domain: domain.flatMap { Identity.helo($0).domain }, saveTo: save,
      time: Environment.secondsSinceEpoch)
    let outcome: DifferenceOutcome
    do {
      outcome = try await resolver.withResolver(outside: following.outside, seconds: time.dnsTime) {
        try await request.answer(over: $0)
      }
    } catch let code as ExitCode {
      throw code
    } catch {
      CommandError.report("\(error)")
      throw ExitCode(2)
    }
    guard let difference = outcome.difference else { return }
    if output.json {
      try CommandOutput.writeLine(
        JSONText.encode(DifferenceDocument(difference, old: outcome.old, new: outcome.new)))
    } else {
      try CommandOutput.write(DifferenceText(difference, style: output.style).full)
    }
    throw ExitCode(difference.isEqual ? 0 : 1)
  }
}
