/// Where answers come from: the network, zone files, a cache.
public protocol Resolver: Sendable {
  /// The answer to `question`. Trouble is an answer too (``DNSAnswer/Status/failure(_:)``), hence no `throws`.
  /// When the calling task is cancelled, the answer is `.failure(.timeout)`, soon.
  func answer(to question: DNSQuestion) async -> DNSAnswer
}
