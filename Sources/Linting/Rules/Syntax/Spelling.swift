internal import Reporting
internal import SPF

/// What a misspelt term was probably meant to be.
enum Spelling {
  private static let names = ["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists", "redirect", "exp"]
  private static let others = [
    "ipv4": "ip4", "ip": "ip4", "ip-4": "ip4", "ipv6": "ip6", "ip-6": "ip6", "aaaa": "a", "host": "a",
    "includes": "include", "spf": "include", "mx4": "mx", "mx6": "mx", "exist": "exists",
  ]

  /// A term to write instead of `term`; nil if nobody can tell.
  static func correction(_ term: TermText) -> String? {
    let text = term.folded
    let candidate = term.qualifierText + (rewritten(text) ?? "")
    guard candidate.utf8.count > term.qualifierText.utf8.count else { return nil }
    let octets = Array(candidate.utf8)
    return TermText(octets, 0..<octets.count).content == nil ? nil : candidate
  }

  private static func rewritten(_ text: String) -> String? {
    let bare = text.trimmingSigns
    if let network = IPNetwork(bare) { return NetworkTerm.text(network) }
    if names.contains(bare), bare != text { return bare }
    guard let end = text.firstIndex(where: { ":=/".contains($0) }) else {
      return nearest(bare).flatMap { ["all", "mx", "ptr"].contains($0) ? $0 : nil }
    }
    let (name, rest) = (String(text[..<end]), String(text[end...]).trimmingSigns)
    guard var right = others[name] ?? nearest(name) else { return nil }
    if right == "all" { return "all" }
    if right == "ip4", rest.dropFirst().contains(":") { right = "ip6" }
    let isModifier = right == "redirect" || right == "exp"
    guard let sign = rest.first else { return nil }
    return right + (sign == "/" ? "/" : isModifier ? "=" : ":") + rest.dropFirst()
  }

  /// The name that differs least, by no more than two letters.
  private static func nearest(_ name: String) -> String? {
    guard name.utf8.count <= 12 else { return nil }
    if names.contains(name) { return name }
    return NearestWord.of(name, among: names.filter { $0.count >= 3 })
  }

  /// The modifier name of a misspelt or misused mechanism; nil if it looks like none.
  static func mechanism(forModifier name: String) -> String? {
    if others[name] != nil { return others[name] }
    return nearest(name)
  }
}

extension String {
  /// Without the full stops, commas and semicolons at its end.
  fileprivate var trimmingSigns: String {
    var text = self[...]
    while let last = text.last, ".,;:\"'".contains(last) { text = text.dropLast() }
    return String(text)
  }
}
