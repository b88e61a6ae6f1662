/// What is asked of DNS: a name and a record type, class IN.
public struct DNSQuestion: Sendable, Hashable {
  /// The owner name.
  public var name: DomainName
  /// The record type.
  public var type: DNSRecordType

  /// A question.
  @inlinable
  public init(_ name: DomainName, _ type: DNSRecordType) {
    self.name = name
    self.type = type
  }
}

extension DNSQuestion: CustomStringConvertible {
  /// `example.com TXT`.
  public var description: String { "\(name) \(type)" }
}
