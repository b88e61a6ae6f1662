internal import ArgumentParser
internal import Reporting
internal import SPF

/// `spf show`: what a domain's record authorises.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a domain's record as a tree: terms, networks, TTLs, lookup budget.",
    discussion: """
      Exit status: 0 the record can be used, 4 it cannot (permerror), 5 DNS did not answer, 6 there is none; \
      64 usage.
      """)

  @Argument(help: "The domain.", transform: Given.trimmed)
  var domain: String

  @OptionGroup var resolver: ResolverOptions
  @OptionGroup var following: FollowOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard Identity.helo(domain).domain != nil else {
      throw ValidationError(
        "\"\(Printable.text(domain))\" is no fully qualified domain name; write, for instance, example.com.")
    }
  }

  func run() async throws {
    guard let name = Identity.helo(domain).domain else { return }
    let survey = try await resolver.withResolver(outside: following.outside, seconds: time.dnsTime) {
      await RecordSurvey.survey(name, resolver: $0)
    }
    if output.json {
      try CommandOutput.writeLine(JSONText.encode(SurveyDocument(survey)))
    } else {
      try CommandOutput.write(SurveyText(survey, style: output.style).full)
    }
    throw ExitCode(CheckExitStatus(survey.result).rawValue)
  }
}
