internal import FoundationEssentials

/// Writes and reads documents as JSON.
public enum JSONText {
  /// One document: keys sorted, slashes as they are; on several lines if `isPretty`.
  public static func encode(_ document: some Encodable, isPretty: Bool = true) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting =
      isPretty
      ? [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes] : [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(document), as: UTF8.self)
  }

  /// A document from JSON text.
  public static func decode<T: Decodable>(_ type: T.Type, from text: [UInt8]) throws -> T {
    try JSONDecoder().decode(type, from: Data(text))
  }
}
