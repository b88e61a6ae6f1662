internal import Reporting
internal import SPF

// What a check costs in DNS queries.
extension Rule {
  private static func hosts(_ count: Int) -> String {
    (1...count).map { "h\($0) A 203.0.113.\($0)" }.joined(separator: "\n")
  }

  private static func record(_ count: Int) -> String {
    "@ TXT \"v=spf1 " + (1...count).map { "a:h\($0).example.com" }.joined(separator: " ") + " -all\""
  }

  static let lookups = Rule(
    "D01", "too-many-lookups", .error, "A check needs more than ten DNS lookups, or nearly",
    why:
      "After ten terms that need DNS receivers give up with permerror. Whoever matches before that still passes, "
      + "so that only some mail is lost.",
    see: "RFC 7208 section 4.6.4", fires: .zone("\(record(11))\n\(hosts(11))"),
    quiet: .zone("\(record(8))\n\(hosts(8))"),
    check: .domain { subject in
      guard let record = subject.record, let root = subject.survey?.root else { return [] }
      let cost = LookupCost(root)
      let limit = Limits.rfc7208.lookups
      guard cost.total >= limit - 1 else { return [] }
      let dear = cost.entries.filter { $0.cost > 0 }.map { "\($0.entry.text) \($0.cost)" }
      let list = dear.prefix(12).joined(separator: ", ") + (dear.count > 12 ? ", …" : "")
      var sum = 0
      let past = subject.entries.first { _, entry in
        sum += cost.entries.first { $0.entry.text == entry.text }?.cost ?? 0
        return sum > limit
      }?.term
      let text = "the worst path needs \(cost.total) of \(limit) lookups: \(list)"
      let severity: Severity = cost.total > limit ? .error : .warning
      let fix = Fix(
        cost.total > limit
          ? "Remove what no longer sends, write ip4: and ip6: for your own hosts, or send from subdomains with records of their own."
          : "Make room before the next sender is added.")
      guard let term = past else { return [Note(text, severity: severity, fix: fix)] }
      return [record.note("\(text); the limit is passed here", term, severity: severity, fix: fix)]
    })

  static let voids = Rule(
    "D02", "void-lookups", .warning, "Names in the record hold nothing",
    why:
      "Receivers should give up with permerror after two lookups that find nothing; each is also a term without effect.",
    see: "RFC 7208 section 4.6.4",
    fires: .zone("@ TXT \"v=spf1 a:old.example.com mx:gone.example.com -all\""),
    quiet: .zone("@ TXT \"v=spf1 a:mail.example.com -all\"\nmail A 203.0.113.1"),
    check: .domain { subject in
      guard let record = subject.record, let domain = subject.domain else { return [] }
      let found = VoidLookups(subject).found
      let severity: Severity? = found.count > Limits.rfc7208.voidLookups ? .error : nil
      let terms = Dictionary(record.terms.map { ($0.shown, $0) }) { one, _ in one }
      return found.prefix(20).map { item in
        let message =
          "nothing is found at \(item.name): one of \(found.count) void lookups; \(Limits.rfc7208.voidLookups) are allowed"
        let fix = Fix("Remove the term, or publish the records.")
        guard item.domain == domain, let term = terms[item.term] else {
          return Note(
            "\(item.term) in the record of \(item.domain): \(message)", severity: severity, fix: fix)
        }
        return record.note(message, term, severity: severity, fix: fix)
      }
    })

  static let mailExchanges = Rule(
    "D03", "mx-hosts", .error, "The mail exchanges of an mx term cannot all be used",
    why:
      "More than ten are permerror. A null MX has no address, and a host without address is a void lookup.",
    see: "RFC 7208 sections 4.6.4 and 5.4; RFC 7505",
    fires: .zone(
      "@ TXT \"v=spf1 mx -all\"\n" + (1...11).map { "@ MX 10 h\($0)" }.joined(separator: "\n")
        + "\n\(hosts(11))"),
    quiet: .zone("@ TXT \"v=spf1 mx -all\"\n@ MX 10 h1\n\(hosts(1))"),
    check: .domain { subject in
      guard let record = subject.record, let domain = subject.domain else { return [] }
      let own = record.reached.map { item in (domain, item.directive.mechanism, item.term) }
      let nested = subject.entries.flatMap { term, entry in
        TreeWalk.below(entry).flatMap { node in
          LookupCost.reached(node).compactMap { inner in
            inner.directive.map { (node.domain, $0.mechanism, term) }
          }
        }
      }
      return (own + nested).flatMap { item -> [Note] in
        guard case .mx(let spec, _) = item.1,
          let name = spec.map(\.constantName) ?? item.0, let hosts = subject.exchanges(of: name)
        else { return [] }
        var notes: [Note] = []
        if hosts.count > Limits.rfc7208.mailExchanges {
          notes.append(
            record.note(
              "\(name) has \(hosts.count) mail exchanges; more than \(Limits.rfc7208.mailExchanges) give permerror",
              item.2, fix: Fix("Write the addresses with ip4: and ip6:.")))
        }
        if hosts.contains(where: { $0.exchange == .root }) {
          notes.append(
            record.note(
              "\(name) takes no mail (null MX), so that mx matches nobody", item.2, severity: .warning,
              fix: Fix("Remove the term.", replacement: item.0 == domain ? "" : nil)))
        }
        return notes
      }
    })

  static let slow = Rule(
    "D09", "slow", .warning, "A check takes long",
    why: "Receivers give up with temperror, most of them after 20 seconds.", see: "RFC 7208 section 4.6.4",
    fires: .slow(zone: "@ TXT \"v=spf1 a -all\"\n@ A 203.0.113.1", seconds: 12),
    quiet: .slow(zone: "@ TXT \"v=spf1 a -all\"\n@ A 203.0.113.1", seconds: 2),
    check: .domain { subject in
      guard let time = subject.surveyTime, time >= .seconds(10) else { return [] }
      return [
        Note(
          "all lookups of the record took \(time.components.seconds) seconds; receivers give up after 20",
          fix: Fix("Look for a name server that does not answer, or for too many includes."))
      ]
    })

  static let budget = Rule(
    "D10", "dearer-change", .info, "The new record costs more lookups than the one published",
    why: "Ten are allowed; what is left is the room for the next sender.", see: "RFC 7208 section 4.6.4",
    fires: .change(
      zone: "@ TXT \"v=spf1 a:h1.example.com -all\"\n\(hosts(2))",
      record: "v=spf1 a:h1.example.com a:h2.example.com -all"),
    quiet: .change(
      zone: "@ TXT \"v=spf1 a:h1.example.com -all\"\n\(hosts(2))",
      record: "v=spf1 a:h1.example.com ip4:203.0.113.2 -all"),
    check: .domain { subject in
      guard let old = subject.published, let new = subject.survey else { return [] }
      let (before, after) = (LookupCost(old.root).total, LookupCost(new.root).total)
      guard after > before else { return [] }
      let left = Limits.rfc7208.lookups - after
      return [
        Note(
          "the new record needs \(after) lookups instead of \(before)"
            + (left >= 0 ? "; \(left) are left" : "; that is \(-left) too many"))
      ]
    })
}
