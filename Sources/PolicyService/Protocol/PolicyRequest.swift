/// One request of the Postfix policy protocol: the attributes that are kept, as octets received.
///
/// The values lie one behind another in one array, so that a request costs two allocations, whatever it holds.
/// Of an attribute given more than once the last value counts, as for policyd-spf.
public struct PolicyRequest: Sendable {
  private var storage: [UInt8] = []
  /// Start and end in `storage` of each attribute; a start of -1 for one that is absent.
  private var bounds: [Int32]

  private static let absent = [Int32](repeating: -1, count: PolicyAttribute.allCases.count * 2)

  /// A request without attributes.
  public init() {
    bounds = Self.absent
  }

  /// A request with the values given, for programs that do not read it from a connection.
  public init(_ values: [PolicyAttribute: String]) {
    self.init()
    for attribute in PolicyAttribute.allCases {
      guard let value = values[attribute] else { continue }
      set(attribute, Array(value.utf8)[...])
    }
  }

  /// The value of an attribute; nil if the request did not have it, empty if it had no value.
  public subscript(attribute: PolicyAttribute) -> ArraySlice<UInt8>? {
    let index = Int(attribute.rawValue) * 2
    guard bounds[index] >= 0 else { return nil }
    return storage[Int(bounds[index])..<Int(bounds[index + 1])]
  }

  /// The value of an attribute; empty if the request did not have it.
  public func value(_ attribute: PolicyAttribute) -> ArraySlice<UInt8> {
    self[attribute] ?? []
  }

  /// Gives an attribute a value, instead of one that it may have.
  mutating func set(_ attribute: PolicyAttribute, _ value: ArraySlice<UInt8>) {
    begin(attribute)
    append(value)
    end(attribute)
  }

  mutating func begin(_ attribute: PolicyAttribute) {
    let index = Int(attribute.rawValue) * 2
    bounds[index] = Int32(truncatingIfNeeded: storage.count)
    bounds[index + 1] = bounds[index]
  }

  mutating func append(_ octets: ArraySlice<UInt8>) {
    storage.append(contentsOf: octets)
  }

  /// Ends the value of `attribute`; white space at its end does not belong to it.
  mutating func end(_ attribute: PolicyAttribute) {
    let index = Int(attribute.rawValue) * 2
    var end = storage.count
    while end > Int(bounds[index]), PolicyRequestDecoder.isWhiteSpace(storage[end - 1]) { end -= 1 }
    bounds[index + 1] = Int32(truncatingIfNeeded: end)
  }

  /// The octets stored of the attribute that was begun last.
  func storedLength(of attribute: PolicyAttribute) -> Int {
    storage.count - Int(bounds[Int(attribute.rawValue) * 2])
  }

  mutating func removeAll() {
    storage.removeAll(keepingCapacity: true)
    for index in bounds.indices { bounds[index] = -1 }
  }
}
