internal import ArgumentParser
internal import Diagnosis
internal import History
internal import HistoryLinks
internal import SPF

/// What was recorded before: options of the commands that judge by it.
struct RememberingOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Judge also by what `spf serve` has recorded in sqlite:/PATH or postgresql://….", valueName: "where"))
  var history: String?

  @Option(
    name: .long,
    help: ArgumentHelp("How much of client addresses the history keeps, /IPV4,/IPV6.", valueName: "lengths"))
  var historyNetworks = "/32,/64"

  func validate() throws {
    guard NetworkWidths(historyNetworks) != nil else {
      throw ValidationError(
        "--history-networks: \"\(Printable.text(historyNetworks))\" are no prefix lengths; write, for instance, /24,/48."
      )
    }
    _ = try store()
  }

  /// Makes sure that history can be read, if it is wanted.
  func open() async throws {
    guard let store = try store() else { return }
    do throws(HistoryError) {
      try await store.migrate()
    } catch {
      CommandError.report("\(error)")
      throw ExitCode(66)
    }
    await store.close()
  }

  /// The past that the options name.
  func past() throws -> (any PastObservations)? {
    try store().map { StoredPast($0, widths: NetworkWidths(historyNetworks) ?? NetworkWidths()) }
  }

  private func store() throws -> (any HistoryStore)? {
    guard let history else { return nil }
    do throws(HistoryError) {
      return try HistoryLocation(history).store(creates: false, now: { Environment.secondsSinceEpoch })
    } catch {
      throw ValidationError("--history: \(error.description).")
    }
  }
}
