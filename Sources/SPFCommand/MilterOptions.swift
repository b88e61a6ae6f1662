internal import ArgumentParser

/// How the service works as a milter: options of `spf serve`.
struct MilterOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Listen as a milter on unix:/PATH, inet:ADDRESS:PORT, inet:PORT@ADDRESS or systemd:NAME; repeatable.",
      valueName: "where"))
  var milter: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "When a milter decides: at each recipient (rcpt) or at MAIL (mail). (default: rcpt)", valueName: "stage"
    ))
  var milterStage: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What a milter does with messages that are to be refused for good: refuse or quarantine. (default: refuse)",
      valueName: "what"))
  var milterOnReject: String?

  @Flag(
    inversion: .prefixedNo,
    help:
      "Delete header fields Authentication-Results of strangers that claim to be ours (milter). (default: yes)"
  )
  var milterRemoveForged: Bool?

  /// The options given, by name.
  var given: [String: [String]] {
    var given: [String: [String]] = [:]
    if !milter.isEmpty { given["milter"] = milter }
    given["milter-stage"] = milterStage.map { [$0] }
    given["milter-on-reject"] = milterOnReject.map { [$0] }
    given["milter-remove-forged"] = milterRemoveForged.map { [$0 ? "yes" : "no"] }
    return given
  }
}
