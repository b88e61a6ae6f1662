public import SPF

/// Text of remote parties as history keeps it: bounded, printable US-ASCII, so that every database takes it and every
/// terminal shows it.
public enum HistoryText {
  /// The octets of a name that are kept, those of a domain name.
  public static let longestName = DomainName.maximumLength
  /// The octets of a record that are kept. Longer ones are cut; no resolver of a checker gets that far over UDP.
  public static let longestRecord = 8192

  /// A name in lower case.
  public static func name(_ octets: some Collection<UInt8>) -> String {
    Printable.ascii(octets.prefix(longestName).map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 })
  }

  /// A domain as it is checked; nil for what is no domain (RFC 7208 section 4.3).
  public static func domain(_ octets: some Collection<UInt8>) -> String? {
    guard octets.count <= 1024, let name = Identity.helo(utf8: Array(octets)).domain else { return nil }
    return domain(name)
  }

  /// A domain name.
  public static func domain(_ name: DomainName) -> String {
    var octets: [UInt8] = []
    name.appendPresentation(to: &octets)
    return self.name(octets)
  }

  /// A record, or several.
  public static func record(_ texts: [[UInt8]]) -> String {
    texts.map { Printable.ascii($0.prefix(longestRecord)) }.sorted().prefix(8).joined(separator: "\n")
  }

  /// Text of a database or a path, for a message.
  static func shown(_ text: String) -> String { Printable.text(String(text.prefix(1024))) }

  /// Whether `text` is as ``name(_:)`` makes it. An escape is as long as four octets.
  static func isName(_ text: String) -> Bool {
    text.utf8.count <= 4 * longestName && text.utf8.allSatisfy { (0x20...0x7e).contains($0) }
  }

  /// Whether `text` is as ``record(_:)`` makes it.
  static func isRecord(_ text: String) -> Bool {
    text.utf8.count <= 8 * 4 * longestRecord
      && text.utf8.allSatisfy { (0x20...0x7e).contains($0) || $0 == UInt8(ascii: "\n") }
  }
}
