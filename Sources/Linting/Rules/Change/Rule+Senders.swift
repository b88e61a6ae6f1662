internal import PublicSuffix
internal import SPF

// What the record does with the mail of the hosts that are known to send.
extension Rule {
  static let senderFails = Rule(
    "C01", "sender-fails", .error, "A host that sends does not pass",
    why:
      "Its mail is refused or marked: mostly a new server, or a new address, that the record does not know.",
    see: "RFC 7208 section 4",
    fires: .sending(["203.0.113.2"], .zone("@ TXT \"v=spf1 ip4:203.0.113.1 -all\"")),
    quiet: .sending(["203.0.113.1"], .zone("@ TXT \"v=spf1 ip4:203.0.113.1 -all\"")),
    check: .domain { subject in
      guard let record = subject.record else { return [] }
      return subject.senders.compactMap { check -> Note? in
        let outcome = check.outcome
        guard outcome.result != .pass, outcome.result != .temperror else { return nil }
        // What a change takes away C05 reports, and what caches do not know yet C03.
        guard check.before != .pass, check.atServers != .pass else { return nil }
        let by = outcome.matched.map { " by \($0.text)" } ?? ""
        let fix = Fix("Add \(NetworkTerm.text(check.sender.address)) before \"all\".")
        let message = "\(check.sender.address) sends, and gets \(outcome.result)\(by)"
        guard check.returnPath == nil else {
          return Note(
            "\(message) with the record of \(outcome.identity.domain?.description ?? "its MAIL FROM")",
            fix: fix)
        }
        return record.note(
          message, subject.term(of: outcome)?.range ?? 0..<record.octets.count, fix: fix)
      }
    })

  static let unusedTerm = Rule(
    "C04", "unused-term", .warning, "No host that sends passes by a term",
    why:
      "What no longer sends should no longer be allowed to: addresses are given to others. Name every sender of a "
      + "time that is long enough for the rarest of them.",
    see: "RFC 7208 section 10.1",
    fires: .sending(["203.0.113.1"], .zone("@ TXT \"v=spf1 ip4:203.0.113.1 ip4:203.0.113.9 -all\"")),
    quiet: .sending(
      ["203.0.113.1", "203.0.113.9"], .zone("@ TXT \"v=spf1 ip4:203.0.113.1 ip4:203.0.113.9 -all\"")),
    check: .domain { subject in
      let checks = subject.senders.filter(\.counts)
      guard let record = subject.record, !checks.isEmpty, checks.count == subject.senders.count else {
        return []
      }
      let used = Set(checks.filter { $0.own.result == .pass }.compactMap { subject.term(of: $0.own)?.range })
      return record.reached.filter { item in
        item.directive.qualifier == .pass && item.directive.mechanism != .all
          && !used.contains(item.term.range)
      }.prefix(50).map { item in
        record.note(
          "none of the \(checks.count) senders passes by \"\(item.term.shown)\"", item.term,
          fix: Fix("If nothing sends from there any more, remove it.", replacement: ""))
      }
    })

  static let otherReturnPath = Rule(
    "N07", "other-return-path", .warning,
    "A service sends with a MAIL FROM of its own, so that the record says nothing",
    why:
      "SPF is checked for the domain in MAIL FROM. A service that uses its own passes or fails by its own record, and "
      + "never counts for DMARC of this domain: an include for it costs lookups and helps nobody. DKIM does.",
    see: "RFC 7208 section 2.4; RFC 7489 section 3.1.2",
    fires: .sending(
      ["203.0.113.1", "198.51.100.7=bounces.mail.example"],
      .zone(
        "@ TXT \"v=spf1 ip4:203.0.113.1 include:_spf.mail.example. -all\"\n"
          + "_spf.mail.example. TXT \"v=spf1 ip4:198.51.100.0/24 -all\"\n"
          + "bounces.mail.example. TXT \"v=spf1 ip4:198.51.100.0/24 -all\"")),
    quiet: .sending(
      ["203.0.113.1", "198.51.100.7=bounces.example.com"],
      .zone(
        "@ TXT \"v=spf1 ip4:203.0.113.1 -all\"\nbounces TXT \"v=spf1 include:_spf.mail.example. -all\"\n"
          + "_spf.mail.example. TXT \"v=spf1 ip4:198.51.100.0/24 -all\"")),
    check: .domain { subject in
      guard let record = subject.record, let domain = subject.domain else { return [] }
      let own = PublicSuffixes.organisation(of: domain)
      let needed = Set(subject.senders.filter(\.counts).compactMap { subject.term(of: $0.own)?.range })
      return subject.senders.compactMap { check -> Note? in
        guard let path = check.sender.returnPath, PublicSuffixes.organisation(of: path) != own else {
          return nil
        }
        let message =
          "mail from \(check.sender.address) has \(path) in MAIL FROM, which the record says nothing about"
        let fix = Fix(
          "Have the service use a MAIL FROM below \(domain), with a record there, or sign with DKIM for \(domain)."
        )
        guard let term = subject.term(of: check.own), check.own.result == .pass, !needed.contains(term.range)
        else {
          return Note(message, fix: fix)
        }
        return record.note("\(message): \"\(term.shown)\" is of no use for it", term, fix: fix)
      }
    })
}

extension LintSubject {
  /// The term of the record by which an evaluation of the domain ended, the redirect if it was beyond that.
  func term(of outcome: CheckOutcome) -> TermText? {
    guard let record, let matched = outcome.matched else { return nil }
    guard matched.depth == 0 else {
      return record.terms.first { if case .redirect? = $0.modifier { true } else { false } }
    }
    return record.terms.indices.contains(matched.termIndex) ? record.terms[matched.termIndex] : nil
  }
}
