internal import ArgumentParser
internal import Console
internal import History
internal import PageSettings
internal import PolicyService
internal import Settings
internal import Threads

/// `spf console`: a page for people whose mail was refused.
struct ConsoleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console",
    abstract: "Serve the public Why page, to which the links in refusals lead.",
    discussion: """
      --why, or the key why.listen in the configuration, says where. The file is that of `spf serve`, and so is the store of \
      history, beside which the service keeps the links of refusals. It is a process of its own, so that no load on pages \
      can delay mail. See Documentation/console.md.

      SIGTERM and SIGINT stop it; requests under way are answered.

      Exit status: 0 stopped, 1 it could not start; 64 usage, 65 the configuration cannot be understood, 66 it cannot be \
      read.
      """)

  @Option(
    name: .long, help: ArgumentHelp("Serve the public Why page on ADDRESS:PORT.", valueName: "where"))
  var why: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Read this file (Documentation/configuration.md); SPF_ variables and options count over it.",
      valueName: "file"))
  var config: String?

  @OptionGroup var resolver: ResolverOptions

  func run() async throws {
    let settings = try loaded().settings
    if settings.console.isInBackground { OwnProcess.standBack() }
    var console = settings.console
    console.why.url = settings.policy.reply.whyURL
    let links = try settings.historyLocation.map { location in
      do throws(HistoryError) {
        return try location.linkStore(creates: false) { WallTime.milliseconds / 1000 }
      } catch {
        CommandError.report("\(error)")
        throw ExitCode(1)
      }
    }
    let tokens: any WhyTokens = links.map { StoredWhyTokens($0) } ?? MemoryWhyTokens()
    try await resolver.withResolver(servers: settings.nameServers, limits: settings.queryLimits) {
      [console] resolver in
      let server: ConsoleServer
      do {
        server = try ConsoleServer(
          console, resolver: resolver, tokens: tokens, now: { WallTime.milliseconds / 1000 })
      } catch {
        CommandError.report("\(error)")
        throw ExitCode(64)
      }
      do {
        try await server.run { CommandError.report("Why page at http://\($0)/why") }
      } catch {
        CommandError.report("\(error)")
        throw ExitCode(1)
      }
    }
  }

  private func loaded() throws -> LoadedSettings {
    var given: [String: [String]] = [:]
    given["why-listen"] = why.map { [$0] }
    if !resolver.resolver.isEmpty { given["resolver"] = resolver.resolver }
    let reader = SettingsReader(hostName: HostName.current, environment: Environment.all, options: given)
    let file = try config.map { try ServiceOptions.file($0) }
    return try SettingsReport.reading { () throws(SettingsError) in try reader.settings(file) }
  }
}
