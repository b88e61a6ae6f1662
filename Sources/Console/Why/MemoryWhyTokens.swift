internal import Synchronization

/// Keeps the facts of refusals in memory: no more than so many, and none for longer than so long.
public final class MemoryWhyTokens: WhyTokens {
  private struct State {
    var refusals: [WhyToken: WhyRefusal] = [:]
    var order: [WhyToken] = []
  }

  private let limit: Int
  private let lifetime: Int64
  private let state = Mutex(State())

  /// Keeps the last `limit` refusals for `lifetime` seconds.
  public init(limit: Int = 10_000, lifetime: Int64 = 30 * 86_400) {
    self.limit = max(1, limit)
    self.lifetime = lifetime
  }

  /// Keeps `refusal` under `token`. The oldest gives way if there are too many.
  public func keep(_ refusal: WhyRefusal, as token: WhyToken) {
    state.withLock { state in
      if state.refusals.updateValue(refusal, forKey: token) == nil { state.order.append(token) }
      while state.order.count > limit { state.refusals[state.order.removeFirst()] = nil }
    }
  }

  /// What is kept.
  public func answer(to token: WhyToken, now: Int64) async -> WhyTokenAnswer {
    guard let refusal = state.withLock({ $0.refusals[token] }) else { return .unknown }
    return now - refusal.time > lifetime ? .expired : .refusal(refusal)
  }
}
