internal import ArgumentParser
internal import PolicyService
internal import Reporting
internal import SPF
internal import Settings

/// `spf exempt remove`: exemptions taken back.
struct ExemptRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove the exemptions of a domain, all or that for one network.",
    discussion: """
      Exit status: 0 removed, 1 there was none; 64 usage, 65 the file cannot be understood, 73 it cannot be written.
      """)

  @Argument(help: "The domain.")
  var domain: String

  @Argument(help: "The network, as it is listed.")
  var network: String?

  @OptionGroup var options: ExemptionFileOptions

  func validate() throws {
    guard ListedName.domain(domain) != nil, network.map({ IPNetwork($0) != nil }) ?? true else {
      throw ValidationError("Write a domain and, if you like, a network, as spf exempt list shows them.")
    }
  }

  func run() async throws {
    guard let name = ListedName.domain(domain) else { throw ExitCode(64) }
    let clients = network.flatMap { IPNetwork($0) }
    let store = try options.store()
    var removed = 0
    try ExemptionFailure.ending { removed = try store.remove(name, network: clients) }
    try CommandOutput.writeLine("\(removed) removed.")
    if removed == 0 { throw ExitCode(1) }
  }
}
