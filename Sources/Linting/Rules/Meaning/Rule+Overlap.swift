internal import Reporting
internal import SPF

// Terms that say again, or against, what others said.
extension Rule {
  static let duplicate = Rule(
    "M08", "duplicate-term", .warning, "A term stands in the record twice",
    why: "The second can never match, and if it needs DNS it counts toward the limit of ten all the same.",
    see: "RFC 7208 section 4.6.4",
    fires: .record("v=spf1 include:_spf.mail.example ip4:203.0.113.1 include:_spf.mail.example -all"),
    quiet: .record("v=spf1 include:_spf.mail.example ip4:203.0.113.1 -all"),
    check: .domain { subject in
      guard let record = subject.record else { return [] }
      var seen: [Mechanism: Qualifier] = [:]
      var notes: [Note] = []
      for item in record.reached {
        guard let earlier = seen[item.directive.mechanism] else {
          seen[item.directive.mechanism] = item.directive.qualifier
          continue
        }
        guard notes.count < 50 else { break }
        let isOther = earlier != item.directive.qualifier
        notes.append(
          record.note(
            isOther
              ? "\"\(item.term.shown)\" stood before with another qualifier, and never matches"
              : "\"\(item.term.shown)\" stood before", item.term, severity: isOther ? .error : nil,
            fix: Fix("Remove it.", replacement: "")))
      }
      return notes + includedTwice(subject)
    })

  /// Records that several terms of the tree include: each time costs lookups.
  private static func includedTwice(_ subject: LintSubject) -> [Note] {
    var first: [DomainName: TermText] = [:]
    var notes: [Note] = []
    guard let record = subject.record else { return [] }
    for (term, entry) in subject.entries {
      for name in Set(TreeWalk.below(entry).map(\.domain)).sorted() {
        guard let earlier = first[name] else {
          first[name] = term
          continue
        }
        guard earlier.octets != term.octets, notes.count < 20 else { continue }
        notes.append(
          record.note(
            "the record of \(name) is used by \"\(earlier.shown)\" already, and counts again", term,
            severity: .info))
      }
    }
    return notes
  }

  static let covered = Rule(
    "M09", "covered", .warning, "A network is covered by one before it",
    why:
      "The first match decides: the later term never has an effect. With another qualifier the record does the "
      + "opposite of what it says.",
    see: "RFC 7208 section 4.6.2", fires: .record("v=spf1 ip4:203.0.113.0/24 -ip4:203.0.113.7 -all"),
    quiet: .record("v=spf1 -ip4:203.0.113.7 ip4:203.0.113.0/24 -all"),
    check: .domain { subject in
      guard let record = subject.record else { return [] }
      var seen = NetworkIndex()
      var notes: [Note] = []
      for network in record.networks {
        if let earlier = seen.first(covering: network.masked), notes.count < 50,
          earlier.masked != network.masked
        {
          let isOther = earlier.qualifier != network.qualifier
          notes.append(
            record.note(
              "\"\(network.term.shown)\" never matches: \"\(earlier.term.shown)\" covers it"
                + (isOther ? " and says \(earlier.qualifier.result)" : ""),
              network.term, severity: isOther ? .error : nil,
              fix: Fix(
                isOther ? "Move it before \"\(earlier.term.shown)\"." : "Remove it.",
                replacement: isOther ? nil : "")))
        }
        seen.insert(network)
      }
      return notes + coveredByInclude(subject)
    })

  static let orderMatters = Rule(
    "M16", "order-matters", .info, "Part of a network has another result, by the order of the terms",
    why:
      "An exception works only before the network it is taken from. Keep that in mind when terms are sorted.",
    see: "RFC 7208 section 4.6.2", fires: .record("v=spf1 -ip4:203.0.113.7 ip4:203.0.113.0/24 -all"),
    quiet: .record("v=spf1 ip4:203.0.113.7 ip4:198.51.100.0/24 -all"),
    check: .domain { subject in
      guard let record = subject.record else { return [] }
      var notes: [Note] = []
      var later = NetworkIndex()
      for network in record.networks.reversed() {
        if let wider = later.first(covering: network.masked), wider.qualifier != network.qualifier,
          notes.count < 50
        {
          notes.append(
            record.note(
              "\"\(network.term.shown)\" is an exception from \"\(wider.term.shown)\", and works only before it",
              network.term))
        }
        later.insert(network)
      }
      return notes.reversed() + exceptionsFromInclude(subject)
    })

  static let mergeable = Rule(
    "M10", "mergeable", .info, "Neighbouring networks can be written as one",
    why: "A shorter record is easier to read, and leaves room.", see: "RFC 7208 section 5.6",
    fires: .record("v=spf1 ip4:203.0.113.0/25 ip4:203.0.113.128/25 -all"),
    quiet: .record("v=spf1 ip4:203.0.113.0/24 -all"),
    check: .record { record in
      NetworkMerge.merges(record.networks).prefix(20).map { merge in
        let first = merge.parts[0]
        let right = first.text(merge.whole)
        return record.note(
          "\(merge.parts.count) terms, \(merge.parts.prefix(4).map(\.term.shown).joined(separator: " "))"
            + (merge.parts.count > 4 ? " …" : "") + ", are together \(right)", first.term,
          fix: Fix("Write \(right) in place of them."))
      }
    })

  static let hostBits = Rule(
    "M11", "host-bits", .warning, "An address has bits beyond its prefix length",
    why: "Receivers ignore the bits. Either the one address was meant, or the whole network.",
    see: "RFC 7208 section 5.6", fires: .record("v=spf1 ip4:203.0.113.77/24 -all"),
    quiet: .record("v=spf1 ip4:203.0.113.0/24 -all"),
    check: .record { record in
      record.networks.filter { $0.network != $0.masked }.prefix(50).map {
        record.note(
          "\"\($0.term.shown)\" covers all of \($0.masked)", $0.term,
          fix: Fix(
            "Write \($0.text($0.masked)), or \($0.text(IPNetwork($0.network.address))) for the one address.",
            replacement: $0.text($0.masked)))
      }
    })
}
