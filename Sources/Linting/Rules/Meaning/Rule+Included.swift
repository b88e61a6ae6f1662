internal import Reporting
internal import SPF

// Networks of the record, and what the records that it includes say about them.
extension Rule {
  /// A term for networks, and an include that lets all of one of them pass.
  private struct Overlap {
    let network: NetworkTerm
    let include: TermText
    /// Whether the include stands in front, and decides.
    let isBehind: Bool
  }

  private static func overlaps(_ subject: LintSubject) -> [Overlap] {
    guard let record = subject.record else { return [] }
    let networks = record.networks
    guard !networks.isEmpty else { return [] }
    var out: [Overlap] = []
    for (term, entry) in subject.entries {
      guard case .include? = term.directive?.mechanism, term.directive?.qualifier == .pass else { continue }
      let passing = NetworkSet(TreeWalk.passing(entry))
      guard !passing.isEmpty else { continue }
      for network in networks where NetworkSet(network.network).subtracting(passing).isEmpty {
        out.append(
          Overlap(
            network: network, include: term,
            isBehind: network.term.range.lowerBound > term.range.lowerBound))
      }
    }
    return out
  }

  /// Networks behind an include that lets them pass before.
  static func coveredByInclude(_ subject: LintSubject) -> [Note] {
    guard let record = subject.record else { return [] }
    return overlaps(subject).filter(\.isBehind).prefix(50).map { item in
      let isOther = item.network.qualifier != .pass
      return record.note(
        "\"\(item.network.term.shown)\" never matches: \"\(item.include.shown)\" lets its addresses pass before",
        item.network.term, severity: isOther ? .error : .info,
        fix: Fix(
          isOther
            ? "Move it before \"\(item.include.shown)\"."
            : "Remove it, unless you want to be independent of the included record."))
    }
  }

  /// Exceptions from what an include lets pass.
  static func exceptionsFromInclude(_ subject: LintSubject) -> [Note] {
    guard let record = subject.record else { return [] }
    return overlaps(subject).filter { !$0.isBehind && $0.network.qualifier != .pass }.prefix(50).map { item in
      record.note(
        "\"\(item.network.term.shown)\" is an exception from \"\(item.include.shown)\", and works only before it",
        item.network.term)
    }
  }

  static let wideTotal = Rule(
    "M19", "wide-total", .warning, "The record and all that it includes let very many addresses pass",
    why:
      "Each is somebody who may send in the domain's name: mostly other customers of the same services. More than "
      + "a million (2^20) IPv4 addresses are more than any sender needs.",
    see: "RFC 7208 section 11.4",
    fires: .zone(
      "@ TXT \"v=spf1 include:_a.mail.example. include:_b.mail.example. -all\"\n_a.mail.example. TXT \"v=spf1 "
        + "ip4:203.0.0.0/12 -all\"\n_b.mail.example. TXT \"v=spf1 ip4:198.48.0.0/12 -all\""),
    quiet: .zone(
      "@ TXT \"v=spf1 include:_a.mail.example. include:_b.mail.example. -all\"\n_a.mail.example. TXT \"v=spf1 "
        + "ip4:203.0.113.0/24 -all\"\n_b.mail.example. TXT \"v=spf1 ip4:198.51.100.0/24 -all\""),
    check: .domain { subject in
      guard let survey = subject.survey, let record = subject.record else { return [] }
      let networks = survey.authorised.map(\.network.network)
      // Of a single network that is all of them, M12 has said it.
      let count = NetworkSet(networks).ipv4Count
      guard count > 1 << 20, networks.filter({ $0.address.family == .ipv4 }).count > 1 else { return [] }
      let shown = Reach.grouped(Int(clamping: count))
      return [
        record.note(
          "\(shown) IPv4 addresses pass", 0..<record.octets.count,
          fix: Fix("Remove what no longer sends, and give services subdomains of their own."))
      ]
    })
}
