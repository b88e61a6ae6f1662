internal import ArgumentParser
internal import Reporting
internal import SPF

/// `spf check`: one check, explained.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check whether a client may send for a domain, and explain why.",
    discussion: """
      With --sender the MAIL FROM identity is checked ("" is the null sender, checked as postmaster at the \
      HELO name); without it the HELO identity.

      Exit status: 0 pass, 1 fail, 2 softfail, 3 neutral, 4 permerror, 5 temperror, 6 none; 64 usage.
      """)

  @Option(name: .long, help: "The client's IPv4 or IPv6 address.", transform: Given.trimmed)
  var ip: String

  @Option(
    name: .long, help: "The address given with MAIL FROM, with or without angle brackets.", transform: path)
  var sender: String?

  @Option(name: .long, help: "The name given with HELO or EHLO.", transform: Given.trimmed)
  var helo: String?

  @Option(name: .long, help: "The receiving host's name, for the macro %{r}.")
  var receiver: String?

  @Flag(name: .shortAndLong, help: "Write the verdict only.")
  var quiet = false

  @OptionGroup var limits: LimitOptions
  @OptionGroup var resolver: ResolverOptions
  @OptionGroup var following: FollowOptions
  @OptionGroup var output: OutputOptions

  /// A reverse-path without the angle brackets of SMTP, in which logs have it, too.
  private static func path(_ text: String) -> String {
    let text = Given.trimmed(text)
    return text.hasPrefix("<") && text.hasSuffix(">") ? String(text.dropFirst().dropLast()) : text
  }

  func validate() throws {
    guard IPAddress(ip) != nil else {
      throw ValidationError(
        "--ip: \"\(Printable.text(ip))\" is no IPv4 or IPv6 address; write, for instance, 192.0.2.1.")
    }
    if sender?.isEmpty == true, helo == nil {
      throw ValidationError("The null sender is checked as postmaster at the HELO name: add --helo NAME.")
    }
  }

  func run() async throws {
    guard let client = IPAddress(ip) else { return }
    // Not when arguments are validated: a misspelt --sender is to be told first.
    guard sender != nil || helo != nil else {
      throw ValidationError("Nothing to check: give --sender ADDRESS, or --helo NAME, or both.")
    }
    let identity = sender.map { Identity.mailFrom($0, helo: helo ?? "") } ?? Identity.helo(helo ?? "")
    let request = CheckRequest(
      identity, client: client, receiver: receiver, timestamp: Environment.secondsSinceEpoch, isTraced: true)
    let limits = limits.limits
    let outcome = try await resolver.withResolver(outside: following.outside) {
      await Evaluator(limits: limits).check(request, resolver: $0)
    }
    if output.json {
      try CommandOutput.writeLine(JSONText.encode(CheckDocument(outcome, limits: limits)))
    } else {
      let text = CheckText(outcome, limits: limits, style: output.style)
      try CommandOutput.write(quiet ? text.verdict + "\n" : text.full)
    }
    throw ExitCode(CheckExitStatus(outcome.result).rawValue)
  }
}
