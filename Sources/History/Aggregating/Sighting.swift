public import SPF

/// One identity of one message, as the service has checked it: octets as received, so that to hand them over makes no
/// text of them.
public struct Sighting: Sendable {
  /// Which identity was checked.
  public var scope: Identity.Scope
  /// The domain as given, not yet known to be one.
  public var domain: ArraySlice<UInt8>
  /// The name given with HELO.
  public var helo: ArraySlice<UInt8>
  /// The client's name, `unknown` or empty where it has none.
  public var reverseName: ArraySlice<UInt8>
  /// The client's address.
  public var client: IPAddress
  /// The result of the check.
  public var result: SPFResult
  /// What was done with the message.
  public var action: ObservedAction

  /// A sighting.
  public init(
    scope: Identity.Scope, domain: ArraySlice<UInt8>, helo: ArraySlice<UInt8>,
    reverseName: ArraySlice<UInt8>, client: IPAddress, result: SPFResult, action: ObservedAction
  ) {
    self.scope = scope
    self.domain = domain
    self.helo = helo
    self.reverseName = reverseName
    self.client = client
    self.result = result
    self.action = action
  }
}
