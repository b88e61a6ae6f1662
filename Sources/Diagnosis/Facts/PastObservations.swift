public import SPF

/// What was seen before the log begins. Who remembers it is not known here.
public protocol PastObservations: Sendable {
  /// What is remembered of mail of `domain` from `client`; nil if nothing is.
  func past(of domain: DomainName, client: IPAddress) async -> Past?
}
