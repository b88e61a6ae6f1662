public import SPF

/// One message, as the service has checked it: octets as received, so that to hand them over makes no text of them.
public struct Sighting: Sendable {
  /// The domain of MAIL FROM as given, not yet known to be one.
  public var domain: ArraySlice<UInt8>
  /// The name given with HELO.
  public var helo: ArraySlice<UInt8>
  /// The client's name, `unknown` or empty where it has none.
  public var reverseName: ArraySlice<UInt8>
  /// The client's address.
  public var client: IPAddress
  /// The result for the HELO identity, if it was checked.
  public var heloResult: SPFResult?
  /// The result for the MAIL FROM identity, if it was checked.
  public var mailFromResult: SPFResult?
  /// What was done with the message.
  public var action: ObservedAction

  /// A message.
  public init(
    domain: ArraySlice<UInt8>, helo: ArraySlice<UInt8>, reverseName: ArraySlice<UInt8>, client: IPAddress,
    heloResult: SPFResult?, mailFromResult: SPFResult?, action: ObservedAction
  ) {
    self.domain = domain
    self.helo = helo
    self.reverseName = reverseName
    self.client = client
    self.heloResult = heloResult
    self.mailFromResult = mailFromResult
    self.action = action
  }
}
