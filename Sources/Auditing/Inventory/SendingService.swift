public import SPF

/// A service that sends mail from addresses of its own, which it publishes in a record to be included.
public struct SendingService: Sendable, Hashable {
  /// What it is called in the inventory.
  public let label: String
  /// The domain that a record includes.
  public let target: DomainName

  /// A service.
  public init(label: String, target: DomainName) {
    self.label = label
    self.target = target
  }
}
