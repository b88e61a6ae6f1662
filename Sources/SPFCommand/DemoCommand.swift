internal import ArgumentParser
internal import Console
internal import Demonstration
internal import Diagnosis
internal import History
internal import PageSettings
internal import PolicyService
internal import SPF
internal import Settings

/// `spf demo`: the story of a replaced server.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Tell the story of a replaced server, in less than half a minute, without a network.",
    discussion: """
      First the receiver's side, then the sender's: the replacement without a plan, and with one. In the end the console \
      is served on a loopback address, with the story and the weeks before it in its history, until SIGINT or SIGTERM; \
      nothing is left then.

      Exit status: 0 if every step went as told, 1 otherwise; 64 usage.
      """)

  @Flag(name: .long, help: "Only the sender's side.")
  var sender = false

  @Flag(name: .long, help: "End with the story; serve no console. So does --json.")
  var once = false

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let style = output.style
    var fault: (any Error)?
    let show: (StoryStep) -> Void = { step in
      guard !output.json, fault == nil else { return }
      do { try CommandOutput.writeLine(step.text(style: style)) } catch { fault = error }
    }
    var steps: [StoryStep] = []
    if sender {
      steps = try await SenderStory.tell(show)
    } else if once || output.json {
      steps = try await Story.tell(show) + SenderStory.tell(show)
    } else {
      steps =
        try await Story.tell(
          show,
          visit: { world in
            steps = try await SenderStory.tell(show)
            if fault == nil, steps.allSatisfy(\.isAsTold) { try await serve(world) }
          }) + steps
    }
    if let fault { throw fault }
    if output.json { try CommandOutput.writeLine(StoryDocument(steps).json()) }
    if steps.contains(where: { !$0.isAsTold }) { throw ExitCode(1) }
  }

  /// Serves the console over what the receiver of the story remembers.
  private func serve(_ world: StoryWorld) async throws {
    var settings = ServiceSettings(hostName: "mx.receiver.example")
    settings.console.site.address = WebAddress("127.0.0.1:0")
    settings.console.site.noticeSender = "postmaster@receiver.example"
    settings.historyLocation = world.historyLocation
    settings.exemptionFile = world.exemptionFile
    let receiver = Receiver(domains: [DomainName("receiver.example")].compactMap { $0 })
    let server = try ConsoleServer(
      settings.console,
      sources: ConsoleSources(settings, receiver: receiver, now: { WallTime.milliseconds }),
      resolver: world.resolver(), now: { WallTime.milliseconds / 1000 })
    try await server.run { _, address in
      CommandError.report("console with the story in it at http://\(address)/ (Ctrl-C ends it)")
    }
  }
}
