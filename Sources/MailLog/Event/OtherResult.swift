/// What another authentication method found for the same message.
public struct OtherResult: Sendable, Hashable, Codable {
  /// The method: `dkim`, `dmarc`, `arc`.
  public let method: String
  /// The result in lower case, such as `pass`.
  public let result: String
  /// The domain it is about, if told.
  public let domain: String?

  /// A result.
  public init(method: String, result: String, domain: String? = nil) {
    self.method = method
    self.result = result
    self.domain = domain
  }
}
