public import SPF

/// A name server that never answers.
public struct SilentResolver: Resolver {
  /// A name server.
  public init() {}

  /// Waits until nobody wants to know any more.
  public func answer(to question: DNSQuestion) async -> DNSAnswer {
    while !Task.isCancelled { try? await Task.sleep(for: .seconds(3_600)) }
    return .failure(.timeout)
  }
}
