/// Corrects what publishers really get wrong, and nothing that would need to be guessed.
public enum RecordRepair {
  private static let mostCorrections = 10
  /// What word processors and web forms make of a hyphen, a space and quotation marks.
  private static let hyphens: Set<Unicode.Scalar> = [
    "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2015}", "\u{2212}", "\u{fe58}",
    "\u{fe63}",
    "\u{ff0d}",
  ]
  private static let spaces: Set<Unicode.Scalar> = [
    "\u{a0}", "\u{2002}", "\u{2003}", "\u{2009}", "\u{202f}", "\u{3000}", "\t",
  ]
  private static let dropped: Set<Unicode.Scalar> = [
    "\u{200b}", "\u{200c}", "\u{200d}", "\u{feff}", "\u{2018}", "\u{2019}", "\u{201c}", "\u{201d}", "\"",
  ]
  private static let names = [
    "ipv4:": "ip4:", "ip-4:": "ip4:", "ipv6:": "ip6:", "ip-6:": "ip6:", "includes:": "include:",
    "inc:": "include:",
    "include=": "include:", "redirect:": "redirect=", "exp:": "exp=", "mx4:": "mx:", "aaaa:": "a:",
  ]

  /// `text` corrected, with the terms that changed; nil if it is still no record.
  public static func repair(_ text: [UInt8]) -> (record: String, terms: [String])? {
    var record = plain(decode(text))
    var terms: [String] = []
    for _ in 0..<mostCorrections {
      do throws(RecordSyntaxError) {
        _ = try SPFRecord(record)
        if terms.isEmpty {
          let old = Set(decode(text).split(separator: " ").map(String.init))
          terms = record.split(separator: " ").map(String.init).filter { !old.contains($0) }
        }
        return (record, terms)
      } catch {
        let octets = Array(record.utf8)
        guard error.term.upperBound <= octets.count, !error.term.isEmpty,
          let corrected = correct(String(decoding: octets[error.term], as: UTF8.self))
        else { return nil }
        terms.append(corrected)
        record =
          String(decoding: octets[..<error.term.lowerBound], as: UTF8.self) + corrected
          + String(decoding: octets[error.term.upperBound...], as: UTF8.self)
      }
    }
    return nil
  }

  /// The terms of several records in one: those of the first, then what the others add, the strictest `all` last.
  public static func merge(_ texts: [[UInt8]]) -> String? {
    var terms: [String] = []
    var ends: [String] = []
    for text in texts {
      guard let record = try? SPFRecord(plain(decode(text))) else { return nil }
      for (index, term) in record.terms.enumerated() {
        let words = record.text(ofTerm: index)
        if term.directive?.mechanism == .all {
          ends.append(words)
        } else if !terms.contains(words) {
          terms.append(words)
        }
      }
    }
    guard terms.count(where: { $0.lowercased().hasPrefix("redirect=") }) <= 1 else { return nil }
    // The weakest of them: a record must not become stricter by a repair.
    let order = ["?all", "+all", "all", "~all", "-all"]
    let end = ends.min {
      (order.firstIndex(of: $0.lowercased()) ?? 0) < (order.firstIndex(of: $1.lowercased()) ?? 0)
    }
    return (["v=spf1"] + terms + [end].compactMap { $0 }).joined(separator: " ")
  }

  /// UTF-8, or else ISO 8859-1 with the dashes of Windows.
  private static func decode(_ text: [UInt8]) -> String {
    if let string = String(validating: text, as: UTF8.self) { return string }
    var out = ""
    for octet in text {
      out.unicodeScalars.append(octet == 0x96 || octet == 0x97 ? "\u{2013}" : Unicode.Scalar(octet))
    }
    return out
  }

  private static func plain(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars where !dropped.contains(scalar) {
      out.unicodeScalars.append(hyphens.contains(scalar) ? "-" : spaces.contains(scalar) ? " " : scalar)
    }
    while out.hasSuffix(" ") { out.removeLast() }
    return out
  }

  private static func correct(_ term: String) -> String? {
    let qualifier = term.first.map { "+-~?".contains($0) } == true ? String(term.prefix(1)) : ""
    let bare = String(term.dropFirst(qualifier.count))
    let lower = bare.lowercased()
    for (wrong, right) in names where lower.hasPrefix(wrong) {
      let isModifier = right.hasSuffix("=")
      return (isModifier ? "" : qualifier) + right + bare.dropFirst(wrong.count)
    }
    // An address of the other family, or a host name, behind ip4: and the reverse.
    if lower.hasPrefix("ip4:"), IPNetwork(bare.dropFirst(4))?.address.family == .ipv6 {
      return "\(qualifier)ip6:\(bare.dropFirst(4))"
    }
    if lower.hasPrefix("ip6:"), IPNetwork(bare.dropFirst(4))?.address.family == .ipv4 {
      return "\(qualifier)ip4:\(bare.dropFirst(4))"
    }
    if lower.hasPrefix("a:") || lower.hasPrefix("mx:"), let colon = bare.firstIndex(of: ":"),
      let network = IPNetwork(bare[bare.index(after: colon)...])
    {
      return "\(qualifier)\(network.address.family == .ipv4 ? "ip4" : "ip6"):\(network)"
    }
    if let network = IPNetwork(bare) {
      return "\(qualifier)\(network.address.family == .ipv4 ? "ip4" : "ip6"):\(network)"
    }
    // Punctuation from a list.
    if let last = bare.last, ",;".contains(last) { return qualifier + bare.dropLast() }
    return nil
  }
}
