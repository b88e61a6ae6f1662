internal import DNS
public import PolicyService
internal import Reporting
internal import SPF

/// Keeps what grace has found in a file, so that a restart begins nobody's time anew.
public actor GraceKeeper {
  private let path: String
  private let desk: GraceDesk
  private let log: DecisionLog
  private var saved = 0
  private var isFailing = false

  /// A keeper of what `desk` finds, in the file at `path`.
  public init(path: String, desk: GraceDesk, log: DecisionLog) {
    self.path = path
    self.desk = desk
    self.log = log
  }

  /// Tells the desk what is in the file; one that cannot be used is logged, and nothing is known then.
  public func load() {
    do {
      guard let findings = GraceFile.findings(try BoundedFile.read(path, limit: 8 << 20)) else {
        return log.event(.warning, "grace: \(Printable.text(path)) is none of our files and will be replaced")
      }
      desk.restore(findings)
      log.event(.info, "grace: \(findings.count) findings from \(Printable.text(path))")
    } catch {
      log.event(.info, "grace: nothing is known from earlier: \(error)")
    }
  }

  /// Writes the file if there is something new. A failure is logged once, until it is over.
  public func save() {
    let (list, changes) = desk.findings
    guard changes != saved else { return }
    do throws(FileWriteError) {
      try OutputFile.replace(path, with: GraceFile.text(list))
      saved = changes
      if isFailing { log.event(.info, "grace: \(Printable.text(path)) is written again") }
      isFailing = false
    } catch {
      if !isFailing { log.event(.error, "grace: \(error); what is found is not kept over a restart") }
      isFailing = true
    }
  }

  /// Saves again and again until the task ends, and then once more.
  public func run(every interval: Duration = .seconds(10)) async {
    while !Task.isCancelled {
      try? await Task.sleep(for: interval)
      save()
    }
  }
}
