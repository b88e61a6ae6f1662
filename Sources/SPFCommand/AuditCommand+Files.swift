internal import ArgumentParser
internal import Auditing
internal import DNS
internal import MailLog
internal import Reporting
internal import SPF

/// What the audit reads and keeps.
extension AuditCommand {
  /// What sends, from files, Postfix, and the question of a deployment.
  func inventory() throws -> Inventory {
    var inventory: Inventory?
    for file in files {
      let octets = try CommandFailure.catching(66) {
        try BoundedFile.read(file, limit: InventoryReader.greatestSize)
      }
      let listed = try CommandFailure.catching(65) { try InventoryReader(file: file).inventory(octets) }
      inventory = inventory?.merged(with: listed) ?? listed
    }
    if postfix || postfixFolder != nil {
      let found = try CommandFailure.catching(69) { try PostfixReader(folder: postfixFolder).inventory() }
      inventory = inventory?.merged(with: found) ?? found
    }
    guard let host else { return inventory ?? Inventory() }
    let gate = Gate(
      host: host, helo: helo.flatMap { ListedName.domain($0) }, addresses: ip.compactMap { IPAddress($0) },
      domains: maySendAs.compactMap { ListedName.domain($0) })
    guard let one = gate.inventory(over: inventory) else {
      throw ValidationError(
        "--host: \"\(Printable.text(host))\" is no host in a file with senders, and no fully qualified domain name; give its addresses with --ip."
      )
    }
    return one
  }

  /// The state in a file, and its octets; a file that is not there yet holds none.
  func state() throws -> (state: RecordState, octets: [UInt8]?)? {
    guard let recordState else { return nil }
    guard RecordStateFile.exists(recordState) else { return (RecordState(time: 0, entries: [:]), nil) }
    let octets = try CommandFailure.catching(66) { try BoundedFile.read(recordState) }
    return (
      try CommandFailure.catching(65) { try RecordStateFile.state(octets, file: recordState) }, octets
    )
  }

  /// What the logs tell; nil if none are given.
  func outgoingLog(_ inventory: Inventory, now: Int64) throws -> OutgoingLog? {
    guard !log.isEmpty else { return nil }
    let progress = ProgressBar()
    let found = OutgoingLog.read(
      log, ownDomains: Set(inventory.domains.map(\.name)), now: now, onProgress: progress.show)
    progress.end()
    let problems = found.problems.map { Printable.text($0.description) }
    // "Nothing was refused" would be an answer from a log that was not read.
    if found.survey.lines == 0, let last = problems.last {
      for problem in problems.dropLast() { CommandError.report(problem) }
      throw CommandFailure(status: 66, message: last)
    }
    for problem in problems { CommandError.report(problem) }
    return found
  }

  /// Writes the metrics, and the state in place of what was read.
  func keep(_ report: AuditReport, replacing octets: [UInt8]?) throws {
    if let prometheus {
      try CommandFailure.catching(73) {
        try OutputFile.replace(prometheus, with: PrometheusText(report).full)
      }
    }
    guard let recordState, let state = report.state else { return }
    do {
      try RecordStateFile.replace(recordState, with: state, read: octets)
    } catch {
      let isChanged = if case RecordStateFile.KeepError.changed = error { true } else { false }
      throw CommandFailure(status: isChanged ? 75 : 73, message: "\(error)")
    }
  }
}
