import NIOConcurrencyHelpers
import SPF

/// A name server that answers when it is told to, and counts those who gave up waiting.
final class GatedResolver: ImmediateResolver {
  private struct State {
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    var asked = 0
    var givenUp = 0
    var isOpen = false
  }

  private let state = NIOLockedValueBox(State())
  private let heedsCancellation: Bool
  private let answers: TestResolver

  init(_ answers: TestResolver = .story, heedsCancellation: Bool = true) {
    self.answers = answers
    self.heedsCancellation = heedsCancellation
  }

  var asked: Int { state.withLockedValue(\.asked) }
  var givenUp: Int { state.withLockedValue(\.givenUp) }

  func answerAtHand(to question: DNSQuestion) -> DNSAnswer? {
    state.withLockedValue(\.isOpen) ? answers.answerAtHand(to: question) : nil
  }

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    let number = state.withLockedValue { state in
      state.asked += 1
      return state.asked
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOpen = state.withLockedValue { state in
          if !state.isOpen { state.waiting[number] = continuation }
          return state.isOpen
        }
        if isOpen {
          continuation.resume()
        } else if heedsCancellation, Task.isCancelled {
          leave(number)
        }
      }
    } onCancel: {
      guard heedsCancellation else { return }
      state.withLockedValue { $0.givenUp += 1 }
      leave(number)
    }
    return await answers.answer(to: question)
  }

  /// Answers all, now and from now on.
  func open() {
    let waiting = state.withLockedValue { state in
      state.isOpen = true
      defer { state.waiting = [:] }
      return Array(state.waiting.values)
    }
    for continuation in waiting { continuation.resume() }
  }

  private func leave(_ number: Int) {
    state.withLockedValue { $0.waiting.removeValue(forKey: number) }?.resume()
  }
}
