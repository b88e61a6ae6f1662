internal import SPF

/// The fields of the form for a check, as somebody filled them in.
struct CheckInput: Sendable, Hashable {
  /// The names of the fields, which are those of the parameters.
  static let names = ["ip", "sender", "helo", "record"]

  /// The client's address; nil if there was no such field, as in a link that only fills in the others.
  let client: String?
  let sender: String
  let helo: String
  /// The record on one line.
  let record: String

  /// Reads a query.
  init(_ text: String) {
    let query = QueryText(text)
    // In a record a space is between terms, which a form writes as a plus sign.
    let form = QueryText(text.replacing("+", with: "%20"))
    func value(_ name: String) -> String {
      String((query.last(name) ?? "").trimmed(while: \.isWhitespace))
    }
    client = query.last("ip") == nil ? nil : value("ip")
    sender = value("sender")
    helo = value("helo")
    record = Self.joined(form.last("record") ?? "")
  }

  init(client: String? = nil, sender: String = "", helo: String = "", record: String = "") {
    self.client = client
    self.sender = sender
    self.helo = helo
    self.record = record
  }

  /// Whether nothing was filled in.
  var isEmpty: Bool { (client ?? "").isEmpty && sender.isEmpty && helo.isEmpty && record.isEmpty }

  /// The query of the same fields.
  var query: String {
    zip(Self.names, [client ?? "", sender, helo, record]).filter { !$0.1.isEmpty }.map {
      "\($0.0)=\(QueryText.encoded($0.1))"
    }.joined(separator: "&")
  }

  /// Lines, and strings in quotation marks as zone files have them, as one text.
  private static func joined(_ text: String) -> String {
    var text = text.trimmed(while: \.isWhitespace)[...]
    if text.hasPrefix("\""), text.hasSuffix("\""), text.utf8.count > 1 {
      // The strings of a TXT record are joined without anything between them (RFC 7208 section 3.3).
      text = text.dropFirst().dropLast()
      return text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 0 || !$0.element.allSatisfy(\.isWhitespace) }.map { String($0.element) }
        .joined()
    }
    return text.split(whereSeparator: \.isNewline).map { String($0) }.joined(separator: " ")
  }
}
