/// A-labels of internationalised domain names (RFC 5890 section 2.3, RFC 8616 section 4).
enum Internationalization {
  /// `text` (UTF-8) with each label that is not ASCII made an A-label; nil if it is no UTF-8 or a label
  /// cannot be one.
  ///
  /// Labels are mapped to lower case and otherwise taken as they come: RFC 6531 section 3.7.1 has clients
  /// send U-labels, which are in Normalization Form C already. The ideographic full stops of RFC 3490
  /// section 3.1 separate labels too.
  static func aLabels(_ text: [UInt8]) -> [UInt8]? {
    guard text.count <= 1024, let string = String(validating: text, as: UTF8.self) else { return nil }
    var out: [UInt8] = []
    let separators: Set<Unicode.Scalar> = [".", "\u{3002}", "\u{ff0e}", "\u{ff61}"]
    let labels = string.unicodeScalars.split(omittingEmptySubsequences: false) { separators.contains($0) }
    for (index, label) in labels.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ".")) }
      let folded = label.flatMap { Array($0.properties.lowercaseMapping.unicodeScalars) }
      if folded.allSatisfy(\.isASCII) {
        out.append(contentsOf: folded.map { UInt8(truncatingIfNeeded: $0.value) })
      } else {
        guard let encoded = Punycode.encode(folded) else { return nil }
        out.append(contentsOf: "xn--".utf8)
        out.append(contentsOf: encoded)
      }
    }
    return out
  }
}
