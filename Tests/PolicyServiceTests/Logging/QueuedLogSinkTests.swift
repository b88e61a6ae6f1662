import Testing

@testable import PolicyService

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("The queue of log lines")
struct QueuedLogSinkTests {
  /// Is slow, and keeps what it gets.
  private final class Slow: LogDestination {
    let kept = RecordingSink()

    func deliver(_ lines: [LogLine]) {
      usleep(UInt32(200 * lines.count))
      for line in lines { kept.write(line) }
    }
  }

  @Test("a slow destination costs lines, which are counted, and not memory")
  func bounded() async {
    let slow = Slow()
    let sink = QueuedLogSink(slow)
    let text = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 16)
    for _ in 0..<200 { sink.write(LogLine(.info, text)) }
    await sink.close()
    let lines = slow.kept.lines
    #expect(lines.count < 200)
    #expect(lines.contains { $0.hasSuffix("log lines were dropped: the log is slower than the service") })
  }
}
