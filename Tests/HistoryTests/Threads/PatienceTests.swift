import TestSupport
import Testing

@testable import History

@Suite struct PatienceTests {
  @Test func whatEndsIsWaitedFor() async {
    #expect(await Patience.run(within: .seconds(3600)) {})
  }

  @Test func whatDoesNotEndIsLeftAlone() async {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let hasEnded = await Patience.run(within: .seconds(3600), clock: LeapingClock()) {
      for await _ in stream {}
    }
    #expect(!hasEnded)
    continuation.finish()
  }
}
