internal import SPF

/// The header fields `Authentication-Results` of a message that claim to be of this service. They cannot be: it has
/// not put its own there yet (RFC 8601 section 5).
package struct ForgedResults: Sendable {
  /// No more are noted; a message has far fewer header fields.
  package static let limit = 10_000
  /// The authserv-id is looked for in so many octets of a field.
  private static let examinedLength = 4096

  static let name = Array("Authentication-Results".utf8)

  private var count: UInt32 = 0
  /// The number of each among the fields of that name, counted from 1.
  package private(set) var numbers: [UInt32] = []

  package init() {}

  /// Looks at a header field of the message.
  package mutating func examine(
    name: ArraySlice<UInt8>, value: ArraySlice<UInt8>, for authservID: AuthservID
  ) throws(MilterProtocolError) {
    guard name.count == Self.name.count,
      name.lazy.map(SafeText.lowercased).elementsEqual(Self.name.lazy.map(SafeText.lowercased))
    else { return }
    count += 1
    let text = String(decoding: value.prefix(Self.examinedLength), as: UTF8.self)
    // One whose authserv-id cannot be read cannot be shown to be another's either, and somebody else may read it.
    if let id = try? AuthenticationResults.authservID(parsing: text), !authservID.isNamed(id) { return }
    guard numbers.count < Self.limit else { throw .tooManyForgedFields(limit: Self.limit) }
    numbers.append(count)
  }
}
