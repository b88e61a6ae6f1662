/// Changes to the published text, as small as possible: the order, the qualifiers, the macros and the modifiers of
/// what stays are kept octet for octet.
extension SPFRecord {
  /// The text with `new` terms before the first `all`, or else before `redirect`, or else at the end: the last
  /// place at which evaluation still gets to them.
  public func adding(_ new: [String]) -> String {
    let stop = terms.firstIndex { $0.directive?.mechanism == .all } ?? redirectIndex
    return adding(new, beforeTerm: stop ?? terms.count)
  }

  /// The text with `new` terms before the term at `index`, or at the end for the number of terms.
  public func adding(_ new: [String], beforeTerm index: Int) -> String {
    guard !new.isEmpty else { return description }
    guard terms.indices.contains(index) else {
      var octets = text
      while octets.last == UInt8(ascii: " ") { octets.removeLast() }
      return String(decoding: octets, as: UTF8.self) + " " + new.joined(separator: " ")
    }
    let start = terms[index].range.lowerBound
    return String(decoding: text[..<start], as: UTF8.self) + new.joined(separator: " ") + " "
      + String(decoding: text[start...], as: UTF8.self)
  }

  /// The text without the terms at `indices`, each with the spaces before it.
  public func removing(_ indices: Set<Int>) -> String {
    var octets = Array(text.prefix(Self.versionLength))
    var end = Self.versionLength
    for (index, term) in terms.enumerated() {
      if !indices.contains(index) { octets.append(contentsOf: text[end..<term.range.upperBound]) }
      end = term.range.upperBound
    }
    octets.append(contentsOf: text[end...])
    return String(decoding: octets, as: UTF8.self)
  }

  /// The text of a record of nothing but `terms` and `-all`, for a domain that has none.
  public static func text(ofTerms terms: [String]) -> String {
    (["v=spf1"] + terms + ["-all"]).joined(separator: " ")
  }

  /// The octets of `v=spf1`.
  private static let versionLength = 6
}
