internal import ArgumentParser

/// What a service records: options of `spf serve` and `spf policy`, text for the table of keys like ``ServiceOptions``.
struct RecordingOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Record what is seen of senders and records: in sqlite:/PATH or postgresql://….", valueName: "where"))
  var history: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Keep observations for so long, up to 3650; 0 for ever. (default: 90)", valueName: "days"))
  var historyDays: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Keep records for so long after they were last seen; 0 for ever. (default: 730)", valueName: "days"))
  var historyRecordDays: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Keep so much of client addresses, /IPV4,/IPV6. (default: /32,/64)", valueName: "lengths"))
  var historyNetworks: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Write so often; a killed service loses what it has counted since. (default: 5)", valueName: "seconds"))
  var historyInterval: String?

  /// The options given, by name.
  var given: [String: [String]] {
    var given: [String: [String]] = [:]
    let texts: [(String, String?)] = [
      ("history", history), ("history-days", historyDays), ("history-record-days", historyRecordDays),
      ("history-networks", historyNetworks), ("history-interval", historyInterval),
    ]
    for (name, text) in texts { given[name] = text.map { [$0] } }
    return given
  }
}
