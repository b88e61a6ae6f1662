internal import Diagnosis
internal import Reporting
internal import SPF

extension DiagnoseCommand {
  /// Reads on as the log grows, and writes each case that is new or has another verdict than before, until SIGINT or
  /// SIGTERM.
  func readOn(now: Int64, resolver: any Resolver) async throws -> LogReading {
    let following = LogFollowing()
    let signal = StopSignal { following.stop() }
    defer { signal.cancel() }
    async let last = following.run(
      files, now: now, patience: Double(min(10, interval)), onUnparsed: reportUnparsed)
    var news = CaseNews()
    var count = 0
    while let reading = await following.snapshot() {
      let diagnosis = await diagnose(reading, resolver: resolver)
      for item in news.take(diagnosis) {
        count += 1
        try CommandOutput.writeLine(
          output.json
            ? try JSONText.encode(CaseDocument(item), isPretty: false)
            : CaseText(item, style: output.style).full(number: count))
      }
      await following.rest(seconds: interval)
    }
    return await last
  }
}
