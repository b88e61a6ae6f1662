internal import SPF

/// A DMARC record (RFC 9989; RFC 7489 before), as far as it has to do with SPF.
struct DMARCRecord: Sendable {
  /// The tags in lower case with their values.
  let tags: [String: String]

  /// Whether forged mail is refused or put aside.
  var isEnforced: Bool { ["reject", "quarantine"].contains(tags["p"]?.lowercased() ?? "") }

  /// The domains of the addresses for aggregate reports.
  var reportDomains: [DomainName] {
    (tags["rua"] ?? "").split(separator: ",").prefix(20).compactMap { uri in
      let text = uri.split(separator: "!").first ?? ""
      guard text.lowercased().hasPrefix("mailto:"), let at = text.lastIndex(of: "@") else { return nil }
      return DomainName(text[text.index(after: at)...])
    }
  }

  private init?(_ text: [UInt8]) {
    let string = String(decoding: text.prefix(4096), as: UTF8.self)
    guard string.lowercased().hasPrefix("v=dmarc1") else { return nil }
    var tags: [String: String] = [:]
    for part in string.split(separator: ";").prefix(64) {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { continue }
      tags[pair[0].filter { $0 != " " }.lowercased()] = pair[1].filter { $0 != " " }
    }
    self.tags = tags
  }

  /// The names to ask for the record that applies to `domain`: its own, then those above it.
  static func names(for domain: DomainName) -> [DomainName] {
    var names: [DomainName] = []
    var current: DomainName? = domain
    while let name = current, name.labelCount >= 2, names.count < 8 {
      if let below = name.below("_dmarc") { names.append(below) }
      current = name.parent
    }
    return names
  }

  /// The name where `receiver` agrees to take reports for `domain`.
  static func authorisation(of receiver: DomainName, for domain: DomainName) -> DomainName? {
    receiver.below("_report", "_dmarc")?.below(domain.labels.map { Array($0) })
  }

  /// The record that applies; nil if there is none.
  static func of(_ domain: DomainName, _ subject: LintSubject) -> DMARCRecord? {
    for name in names(for: domain) {
      guard case .texts(let list)? = subject.answers[DNSQuestion(name, .txt)]?.records else { continue }
      if let record = list.lazy.compactMap({ DMARCRecord($0.joined) }).first { return record }
    }
    return nil
  }

  /// Whether it is known that there is or is not one.
  static func isKnown(_ domain: DomainName, _ subject: LintSubject) -> Bool {
    names(for: domain).allSatisfy { name in
      guard let answer = subject.answers[DNSQuestion(name, .txt)] else { return false }
      if case .failure = answer.status { return false }
      return true
    }
  }
}
