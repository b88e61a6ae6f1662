internal import SPF

// What happens to mail that nothing in the record speaks of.
extension Rule {
  static let passAll = Rule(
    "M01", "pass-all", .error, "The record ends in +all: everybody may send",
    why: "Every host of the world passes. Receivers count such a record as worse than none.",
    see: "RFC 7208 section 5.1", fires: .record("v=spf1 mx +all"), quiet: .record("v=spf1 mx -all"),
    check: .domain { subject in
      guard let record = subject.record, let index = record.allIndex,
        record.terms[index].directive?.qualifier == .pass
      else { return [] }
      return [
        record.note(
          "every host of the world passes", record.terms[index],
          fix: Fix("Write -all, or ~all while you are still looking for senders.", replacement: "-all"))
      ]
    })

  static let neutralEnd = Rule(
    "M02", "neutral-end", .warning, "Nothing is said about hosts that are not listed",
    why:
      "Without \"all\" and \"redirect\", and with ?all, the result for all other hosts is neutral: the record "
      + "protects from nothing.",
    see: "RFC 7208 sections 4.7 and 5.1", fires: .record("v=spf1 mx"), quiet: .record("v=spf1 mx ~all"),
    check: .record { record in
      if let index = record.allIndex {
        guard record.terms[index].directive?.qualifier == .neutral else { return [] }
        return [
          record.note(
            "all other hosts are neutral, as if there were no record", record.terms[index],
            fix: Fix("Write ~all, and -all when every sender is listed.", replacement: "~all"))
        ]
      }
      guard !record.hasRedirect, !record.terms.contains(where: { $0.mistake != nil }) else { return [] }
      let end = record.octets.count
      return [
        record.note(
          "the record says nothing about other hosts; they are neutral", max(0, end - 1)..<end,
          fix: Fix("Add -all or ~all at the end."))
      ]
    })

  static let softFail = Rule(
    "M03", "softfail", .info, "Other hosts are only suspicious (~all)",
    why:
      "Receivers accept and mark such mail. That is right with DMARC, where ~all does not lose forwarded mail early, "
      + "and while senders are still being looked for; otherwise -all says what is meant.",
    see: "RFC 7208 sections 5.1 and 8.5", fires: .record("v=spf1 mx ~all"), quiet: .record("v=spf1 mx -all"),
    check: .domain { subject in
      guard let record = subject.record, let index = record.allIndex,
        record.terms[index].directive?.qualifier == .softfail
      else { return [] }
      if let domain = subject.domain, DMARCRecord.of(domain, subject)?.isEnforced == true { return [] }
      return [
        record.note(
          "mail from other hosts is marked, not refused", record.terms[index],
          fix: Fix("Write -all if every sender is listed, or publish a DMARC policy.", replacement: "-all"))
      ]
    })

  static let behindAll = Rule(
    "M04", "behind-all", .warning, "Terms stand behind \"all\"",
    why: "\"all\" always matches: what stands behind it is never evaluated.", see: "RFC 7208 section 5.1",
    fires: .record("v=spf1 -all ip4:203.0.113.1"), quiet: .record("v=spf1 ip4:203.0.113.1 -all"),
    check: .domain { subject in
      guard let record = subject.record, let all = record.allIndex else { return [] }
      return record.terms[(all + 1)...].filter { $0.directive != nil }.prefix(20).map {
        record.note(
          "\"\($0.shown)\" is never reached", $0, fix: Fix("Move it before \"all\", or remove it."))
      }
    })

  static let redirectBesideAll = Rule(
    "M05", "redirect-beside-all", .warning, "\"redirect\" has no effect beside \"all\"",
    why: "\"redirect\" is for when nothing matched, and \"all\" always matches.", see: "RFC 7208 section 6.1",
    fires: .record("v=spf1 mx -all redirect=_spf.example.com"),
    quiet: .record("v=spf1 mx redirect=_spf.example.com"),
    check: .domain { subject in
      guard let record = subject.record, record.allIndex != nil else { return [] }
      return record.terms.filter { $0.modifier?.name == "redirect" }.prefix(1).map {
        record.note(
          "\"\($0.shown)\" has no effect, because \"all\" is in the record", $0,
          fix: Fix("Remove \"all\" or the redirect; for include, write include: before \"all\"."))
      }
    })

  static let modifierInFront = Rule(
    "M06", "modifier-in-front", .warning, "\"redirect\" or \"exp\" stands before other terms",
    why: "They take effect last, wherever they stand; people read them where they are.",
    see: "RFC 7208 section 6",
    fires: .record("v=spf1 redirect=_spf.example.com mx"),
    quiet: .record("v=spf1 mx redirect=_spf.example.com"),
    check: .domain { subject in
      guard let record = subject.record, let last = record.terms.lastIndex(where: { $0.directive != nil })
      else {
        return []
      }
      return record.terms[..<last].filter { ["redirect", "exp"].contains($0.modifier?.name ?? "") }.prefix(2)
        .map {
          record.note("\"\($0.shown)\" takes effect only at the end", $0, fix: Fix("Move it to the end."))
        }
    })

  static let pointer = Rule(
    "M07", "ptr", .warning, "The mechanism ptr is used",
    why:
      "It makes receivers look up the client's name: slow, unreliable, a burden on .arpa; it should not be published, "
      + "and some receivers ignore it.",
    see: "RFC 7208 section 5.5", fires: .record("v=spf1 ptr -all"),
    quiet: .record("v=spf1 a:mail.example.com -all"),
    check: .record { record in
      record.terms.filter { $0.directive?.mechanism.name == "ptr" }.prefix(20).map {
        record.note(
          "ptr should not be published", $0, fix: Fix("List the servers with a:, mx, ip4: or ip6:."))
      }
    })
}
