/// The result of check_host() (RFC 7208 section 2.6). The raw value is the RFC's word in lower case.
public enum SPFResult: String, Sendable, Hashable, CaseIterable, Codable {
  /// No record, or no domain to look one up for (2.6.1).
  case none
  /// The domain asserts nothing about this address (2.6.2).
  case neutral
  /// The client is authorised (2.6.3).
  case pass
  /// The client is not authorised (2.6.4).
  case fail
  /// The client is probably not authorised (2.6.5).
  case softfail
  /// DNS could not be asked; a retry may succeed (2.6.6).
  case temperror
  /// The published record cannot be interpreted (2.6.7).
  case permerror
}

extension SPFResult: CustomStringConvertible {
  /// The RFC's word in lower case.
  public var description: String { rawValue }
}
