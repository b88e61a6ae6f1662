internal import HTTPTypes
internal import History
internal import Hummingbird
internal import Synchronization

/// Ties forms to the browser that they were given to: what it was told in a cookie, the form must bring, and it must be
/// something that was given out here. A page of another site knows neither. Of bounded size.
final class FormTokens: Sendable {
  /// So many browsers are remembered; for one more the one that came first is forgotten.
  private static let most = 1000
  private static let name = "form"

  private struct State {
    var known: Set<String> = []
    var order: [String] = []
  }

  private let make: @Sendable () -> String
  private let state = Mutex(State())

  /// Tokens that `make` makes; nobody can guess them.
  init(make: @escaping @Sendable () -> String = RandomIdentity.make) {
    self.make = make
  }

  /// The token of the browser that sends `request`; if it has none yet, a new one that it must be told.
  func token(of request: Request) -> (token: String, isNew: Bool) {
    if let token = brought(by: request) { return (token, false) }
    let token = make()
    state.withLock { state in
      if state.order.count >= Self.most { state.known.remove(state.order.removeFirst()) }
      state.known.insert(token)
      state.order.append(token)
    }
    return (token, true)
  }

  /// Whether a form with `token` was given to the browser that sends `request`.
  func isGenuine(_ token: String, _ request: Request) -> Bool { brought(by: request) == token }

  /// The field that tells a browser its token.
  static func cookie(_ token: String) -> String { "\(name)=\(token); Path=/; SameSite=Strict; HttpOnly" }

  private func brought(by request: Request) -> String? {
    guard let token = Cookie.value(name: Self.name, in: request) else { return nil }
    return state.withLock { $0.known.contains(token) } ? token : nil
  }
}
