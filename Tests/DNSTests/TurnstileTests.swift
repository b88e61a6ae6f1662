import DNS
import Synchronization
import Testing

@Suite("A turnstile", .timeLimit(.minutes(10)))
struct TurnstileTests {
  /// Those who are through, and the door that they wait at.
  private final class Hall: Sendable {
    private struct State {
      var order: [Int] = []
      var doors: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())
    var order: [Int] { state.withLock { $0.order } }

    func stay(_ number: Int) async -> Int {
      await withCheckedContinuation { continuation in
        state.withLock {
          $0.order.append(number)
          $0.doors[number] = continuation
        }
      }
      return number
    }

    func release(_ number: Int) { state.withLock { $0.doors.removeValue(forKey: number) }?.resume() }
  }

  private let hall = Hall()

  private func come(_ number: Int, _ turnstile: Turnstile) -> Task<Int?, Never> {
    Task { [hall] in await turnstile.pass { await hall.stay(number) } }
  }

  private func until(_ condition: () -> Bool) async {
    while !condition() { await Task.yield() }
  }

  @Test("so many at a time, the others in the order in which they came")
  func order() async {
    let turnstile = Turnstile(limit: 2)
    var tasks: [Task<Int?, Never>] = []
    for number in 0..<5 {
      tasks.append(come(number, turnstile))
      await until { number < 2 ? hall.order.count == number + 1 : turnstile.waiting == number - 1 }
    }
    #expect(turnstile.inside == 2 && hall.order == [0, 1])
    for number in 0..<5 {
      hall.release(number)
      #expect(await tasks[number].value == number)
      await until { hall.order.count == min(5, number + 3) }
    }
    #expect(hall.order == [0, 1, 2, 3, 4])
    #expect(turnstile.inside == 0 && turnstile.waiting == 0)
  }

  @Test("who finds the line full does not wait")
  func full() async {
    let turnstile = Turnstile(limit: 1, room: 1)
    let first = come(0, turnstile)
    await until { hall.order == [0] }
    let second = come(1, turnstile)
    await until { turnstile.waiting == 1 }
    #expect(await turnstile.pass { 2 } == nil)
    hall.release(0)
    await until { hall.order == [0, 1] }
    hall.release(1)
    #expect(await first.value == 0)
    #expect(await second.value == 1)
    #expect(await turnstile.pass { 3 } == 3)
  }

  @Test("who is cancelled in line leaves it, and takes no turn")
  func cancelled() async {
    let turnstile = Turnstile(limit: 1)
    let first = come(0, turnstile)
    await until { hall.order == [0] }
    let waiting = [come(1, turnstile)]
    await until { turnstile.waiting == 1 }
    let last = come(2, turnstile)
    await until { turnstile.waiting == 2 }
    waiting[0].cancel()
    #expect(await waiting[0].value == nil)
    #expect(turnstile.waiting == 1)
    hall.release(0)
    await until { hall.order == [0, 2] }
    hall.release(2)
    #expect(await first.value == 0)
    #expect(await last.value == 2)
    #expect(turnstile.inside == 0)
  }
}
