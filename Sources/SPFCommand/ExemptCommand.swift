internal import ArgumentParser

/// `spf exempt`: temporary exemptions.
struct ExemptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exempt",
    abstract: "Let a sender's server pass for a while, until its record is repaired.",
    discussion: """
      An exemption is for one domain (of the sender, or of the identity that fails) and one network of clients; it has a \
      reason and an end. Mail is checked all the same, the header field tells the result, and the log what would have \
      been refused. A running spf serve knows a change within seconds.
      """,
    subcommands: [ExemptAddCommand.self, ExemptListCommand.self, ExemptRemoveCommand.self])
}
