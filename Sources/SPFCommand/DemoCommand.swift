internal import ArgumentParser
internal import Demonstration

/// `spf demo`: the story of a replaced server.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Tell the story of a replaced server, in less than half a minute, without a network.",
    discussion: "Exit status: 0 if every step went as told, 1 otherwise; 64 usage.")

  @Flag(name: .long, help: "The sender's side: the replacement without a plan, and with one.")
  var sender = false

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let style = output.style
    let show: (StoryStep) -> Void = { if !output.json { print($0.text(style: style)) } }
    let steps = try await sender ? SenderStory.tell(show) : Story.tell(show)
    if output.json { print(try StoryDocument(steps).json()) }
    if steps.contains(where: { !$0.isAsTold }) { throw ExitCode(1) }
  }
}
