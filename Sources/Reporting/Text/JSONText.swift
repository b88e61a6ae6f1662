internal import FoundationEssentials

/// Writes documents as JSON.
public enum JSONText {
  /// One document: keys sorted, slashes as they are; on several lines if `isPretty`.
  public static func encode(_ document: some Encodable, isPretty: Bool = true) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting =
      isPretty
      ? [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes] : [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(document), as: UTF8.self)
  }
}
