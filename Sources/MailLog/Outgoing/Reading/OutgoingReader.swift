internal import SPF

/// Reads a sender's own log; see ``OutgoingLog``. It is used by one thread at a time.
final class OutgoingReader: LogTaker {
  private var lines: OutgoingLines

  /// `limit` is the number of rejections kept.
  init(ownDomains: Set<DomainName>, options: MailLogOptions, limit: Int = OutgoingTracker.rejectionLimit) {
    lines = OutgoingLines(ownDomains: ownDomains, options: options, limit: limit)
  }

  func begin(file: String) { lines.begin(file: file) }

  func expect(firstLine: [UInt8], lastLine: [UInt8]) {
    firstLine.withOctets { first in lastLine.withOctets { lines.expect(first: first, last: $0) } }
  }

  func feed(_ octets: UnsafeRawBufferPointer) {
    guard let base = octets.baseAddress else { return }
    unsafe lines.feed(Octets(base: base.assumingMemoryBound(to: UInt8.self), count: octets.count))
  }

  func finish() { lines.endLine() }

  /// What was found so far.
  func log(problems: [LogInputError] = []) -> OutgoingLog {
    OutgoingLog(rejections: lines.tracker.rejections, survey: lines.tracker.survey, problems: problems)
  }
}
