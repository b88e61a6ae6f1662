import Synchronization
import TestSupport
import Testing

@testable import History

@Suite struct PatienceTests {
  @Test func whatEndsIsWaitedFor() async {
    #expect(await Patience.run(within: .seconds(3600)) {})
  }

  @Test func whatMakesProgressIsWaitedFor() async {
    let steps = Atomic(0)
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    _ = await Patience.run(
      within: .seconds(20), clock: LeapingClock(),
      progress: {
        // Three times something is done in time, then it is over.
        let step = steps.add(1, ordering: .relaxed).newValue
        if step == 6 { continuation.finish() }
        return min(step, 6)
      }
    ) {
      for await _ in stream {}
    }
    #expect(steps.load(ordering: .relaxed) >= 6)
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
