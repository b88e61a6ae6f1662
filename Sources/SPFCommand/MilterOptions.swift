internal import ArgumentParser
internal import PolicyService

/// How the service works as a milter: options of `spf serve`.
struct MilterOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Listen as a milter on unix:/PATH, inet:ADDRESS:PORT, inet:PORT@ADDRESS or systemd:NAME; repeatable.",
      valueName: "where"))
  var milter: [String] = []

  @Option(name: .long, help: "When a milter decides: at each recipient or at MAIL.")
  var milterStage = MilterConfiguration.Stage.recipient

  @Option(name: .long, help: "What a milter does with messages that are to be refused for good.")
  var milterOnReject = MilterConfiguration.Rejection.refuse

  @Flag(
    inversion: .prefixedNo,
    help: "Delete header fields Authentication-Results of strangers that claim to be ours (milter).")
  var milterRemoveForged = true

  func validate() throws {
    _ = try addresses()
  }

  /// Where it listens.
  func addresses() throws -> [ListenAddress] {
    try milter.map { text in
      do throws(ListenAddress.SyntaxError) {
        return try ListenAddress(milter: text)
      } catch {
        throw ValidationError("--milter: \(error.description).")
      }
    }
  }

  /// How it works.
  var configuration: MilterConfiguration {
    var configuration = MilterConfiguration()
    configuration.stage = milterStage
    configuration.rejection = milterOnReject
    configuration.removesForgedResults = milterRemoveForged
    return configuration
  }
}
