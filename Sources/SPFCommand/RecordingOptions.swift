internal import ArgumentParser
internal import History
internal import HistoryLinks
internal import PolicyService
internal import SPF

/// What a service records: options of the commands that serve.
struct RecordingOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Record what is seen of senders and records: in sqlite:/PATH or postgresql://….", valueName: "where"))
  var history: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Keep observations for so long, 1 to 3650; 0 for ever.", valueName: "days"))
  var historyDays = 90

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Keep records for so long after they were last seen; 0 for ever.", valueName: "days"))
  var historyRecordDays = 730

  @Option(
    name: .long,
    help: ArgumentHelp("Keep so much of client addresses, /IPV4,/IPV6.", valueName: "lengths"))
  var historyNetworks = "/32,/64"

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Write so often; a killed service loses no more than this.", valueName: "seconds"))
  var historyInterval = 5

  func validate() throws {
    _ = try recorder(tell: { _ in })
  }

  /// The recorder that the options describe; nil if nothing is recorded.
  func recorder(tell: @escaping @Sendable (HistoryEvent) -> Void) throws -> HistoryRecorder? {
    guard let history else { return nil }
    guard (0...3650).contains(historyDays), (0...3650).contains(historyRecordDays) else {
      throw ValidationError("--history-days and --history-record-days must be 0 to 3650.")
    }
    guard (1...3600).contains(historyInterval) else {
      throw ValidationError("--history-interval must be 1 to 3600 seconds.")
    }
    guard let widths = NetworkWidths(historyNetworks) else {
      throw ValidationError(
        "--history-networks: \"\(Printable.text(historyNetworks))\" are no prefix lengths; write, for instance, /24,/48."
      )
    }
    var options = HistoryOptions()
    options.days = historyDays == 0 ? nil : historyDays
    options.recordDays = historyRecordDays == 0 ? nil : historyRecordDays
    options.interval = .seconds(historyInterval)
    options.widths = widths
    do throws(HistoryError) {
      let store = try HistoryLocation(history).store(
        now: { Environment.secondsSinceEpoch }, whenDamaged: tell)
      return HistoryRecorder(
        store: store, options: options, identity: RandomIdentity.make(), now: { WallTime.milliseconds },
        tell: tell)
    } catch {
      throw ValidationError("--history: \(error.description).")
    }
  }
}
