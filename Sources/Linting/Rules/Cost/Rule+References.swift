internal import PublicSuffix
internal import Reporting
internal import SPF

// The records of others that a record refers to.
extension Rule {
  static let brokenReference = Rule(
    "D04", "broken-reference", .error, "A record that is referred to is missing or broken",
    why:
      "The result is permerror for all mail that gets to the term, even if the rest of the record is right.",
    see: "RFC 7208 sections 5.2 and 6.1", fires: .zone("@ TXT \"v=spf1 include:_spf.example.com -all\""),
    quiet: .zone("@ TXT \"v=spf1 include:_spf.example.com -all\"\n_spf TXT \"v=spf1 ip4:203.0.113.1 -all\""),
    check: .domain { subject in
      guard let record = subject.record else { return [] }
      return subject.entries.flatMap { term, entry -> [Note] in
        var notes: [Note] = []
        for nested in entry.nested {
          TreeWalk.visit(nested) { node in
            guard let problem = node.problem, notes.count < 20 else { return }
            if case .dns(let failure) = problem.code {
              if case .notAsked = failure { return }
              notes.append(
                record.note(
                  "the record of \(node.domain) cannot be looked up: \(failure)", term, severity: .warning,
                  fix: Fix("Try again; if it lasts, tell whoever runs \(node.domain).")))
              return
            }
            var advice = "Remove the term, or correct the name."
            if case .syntax(let error) = problem.code { advice = error.remedy }
            notes.append(record.note("\(problem)", term, fix: Fix(advice)))
          }
        }
        return notes
      }
    })

  static let loop = Rule(
    "D05", "loop", .error, "Records refer to each other in a circle",
    why: "No check gets to the end: permerror for all mail that gets there.", see: "RFC 7208 section 4.6.4",
    fires: .zone("@ TXT \"v=spf1 include:b.example.com -all\"\nb TXT \"v=spf1 include:example.com -all\""),
    quiet: .zone("@ TXT \"v=spf1 include:b.example.com -all\"\nb TXT \"v=spf1 ip4:203.0.113.1 -all\""),
    check: .domain { subject in
      guard let record = subject.record, let domain = subject.domain else { return [] }
      var notes: [Note] = []
      let own = subject.entries
      func visit(_ node: RecordSurvey.Node, path: [DomainName], term: TermText?) {
        for (index, entry) in node.terms.enumerated() where notes.count < 20 {
          let current = term ?? (index < own.count ? own[index].term : nil)
          if entry.error == .permerror, entry.nested.isEmpty,
            let target = Self.target(entry.directive, entry.text),
            let start = path.firstIndex(of: target), let current
          {
            let circle = (path[start...] + [target]).map(\.description).joined(separator: " → ")
            notes.append(
              record.note(
                "the records go round in a circle: \(circle)", current, fix: Fix("Remove one of the terms.")))
          }
          for nested in entry.nested { visit(nested, path: path + [nested.domain], term: current) }
        }
      }
      if let root = subject.survey?.root { visit(root, path: [domain], term: nil) }
      return notes
    })

  private static func target(_ directive: Directive?, _ text: String) -> DomainName? {
    if case .include(let spec)? = directive?.mechanism { return spec.constantName }
    guard directive == nil, let sign = text.firstIndex(of: "=") else { return nil }
    return DomainName(text[text.index(after: sign)...])
  }

  static let dangling = Rule(
    "D06", "dangling-domain", .error,
    "A domain that is referred to, or one of its name servers, is not registered",
    why:
      "Whoever registers it may send in this domain's name. What is registered is the name below a public suffix; if "
      + "DNS says that it does not exist, it mostly can be had.",
    see: "RFC 7208 section 11.4", fires: .zone("@ TXT \"v=spf1 include:_spf.closed-shop.example. -all\""),
    quiet: .zone("@ TXT \"v=spf1 include:_spf.mail.example. -all\"\n_spf.mail.example. TXT \"v=spf1 -all\""),
    check: .domain { subject in
      guard let record = subject.record else { return [] }
      var seen: Set<DomainName> = []
      func isGone(_ name: DomainName) -> Bool { subject.answers[DNSQuestion(name, .ns)]?.status == .noName }
      return subject.entries.flatMap { term, entry -> [Note] in
        TargetNames.of(entry, subject).flatMap { name -> [Note] in
          let organisation = PublicSuffixes.organisation(of: name)
          guard seen.insert(organisation).inserted else { return [] }
          if isGone(organisation) {
            return [
              record.note(
                "\(organisation) does not exist; whoever registers it decides who may send", term,
                fix: Fix("Remove the term, or correct the name."))
            ]
          }
          return TargetNames.serverOrganisations(of: organisation, subject).filter(isGone).map { server in
            record.note(
              "a name server of \(organisation) is in \(server), which does not exist; whoever registers that answers for \(organisation)",
              term, fix: Fix("Remove the term, or have the NS records of \(organisation) corrected."))
          }
        }
      }.prefix(20).map { $0 }
    })

  static let movingTarget = Rule(
    "D07", "moving-target", .warning, "The addresses of a host are somebody else's to change",
    why:
      "A name that is an alias, has many addresses or a very short TTL is mostly that of a shared or dynamic host: "
      + "others send from it, and it moves without notice.",
    see: "RFC 7208 section 10.1",
    fires: .zone(
      "@ TXT \"v=spf1 a:www.example.com -all\"\nwww CNAME shop.cdn.example.\nshop.cdn.example. A 203.0.113.1"),
    quiet: .zone("@ TXT \"v=spf1 a:www.example.com -all\"\nwww A 203.0.113.1"),
    check: .domain { subject in
      guard let record = subject.record else { return [] }
      return subject.entries.flatMap { term, entry -> [Note] in
        guard ["a", "mx"].contains(entry.directive?.mechanism.name ?? "") else { return [] }
        let hosts = Dictionary(
          grouping: entry.networks.compactMap { network in network.host.map { ($0, network) } }
        ) { $0.0 }
        return hosts.sorted { $0.key < $1.key }.compactMap { host, networks -> Note? in
          var reasons: [String] = []
          for type in [DNSRecordType.a, .aaaa] {
            guard reasons.isEmpty,
              let alias = subject.answers[DNSQuestion(host, type)]?.details.canonicalName, alias != host
            else { continue }
            // An alias within one's own domain is one's own affair.
            if let domain = subject.domain,
              alias.isEqualToOrSubdomain(of: PublicSuffixes.organisation(of: domain))
            {
              continue
            }
            reasons.append("is an alias of \(alias)")
          }
          if networks.count > 8 { reasons.append("has \(networks.count) addresses") }
          if let ttl = networks.compactMap({ $0.1.ttl }).min(), ttl < 60 {
            reasons.append("has a TTL of \(ttl) s")
          }
          guard !reasons.isEmpty else { return nil }
          return record.note(
            "\(host) \(reasons.joined(separator: " and "))", term,
            fix: Fix(
              "If the host sends, write its addresses with ip4: and ip6:, or include its provider's record."))
        }
      }.prefix(20).map { $0 }
    })

  static let missingFamily = Rule(
    "D08", "missing-family", .warning, "A host is authorised with its addresses of one family only",
    why: "Mail passes over IPv4 and fails over IPv6, or the other way round, depending on the receiver.",
    see: "RFC 7208 section 5.3",
    fires: .zone(
      "@ TXT \"v=spf1 ip4:203.0.113.1 -all\"\n@ MX 10 mail\nmail A 203.0.113.1\nmail AAAA 2001:db8::1"),
    quiet: .zone("@ TXT \"v=spf1 mx -all\"\n@ MX 10 mail\nmail A 203.0.113.1\nmail AAAA 2001:db8::1"),
    check: .domain { subject in
      subject.ownHosts.compactMap { host -> Note? in
        let (four, six) = (subject.verdicts(of: host, .a), subject.verdicts(of: host, .aaaa))
        // Of each family something must be known.
        guard !four.isEmpty, !six.isEmpty else { return nil }
        let (fourPass, sixPass) = (four.contains { $0.passes }, six.contains { $0.passes })
        guard fourPass != sixPass else { return nil }
        let missing = (fourPass ? six : four).map(\.address)
        return Note(
          "\(host) passes with its \(fourPass ? "IPv4" : "IPv6") address, not with \(missing.map(\.description).joined(separator: ", "))",
          fix: Fix("If it sends, add \(missing.map(NetworkTerm.text).joined(separator: " "))."))
      }
    })
}

extension LintSubject {
  /// The addresses of one of the domain's own hosts, and whether they pass; those of which nobody knows left out.
  fileprivate func verdicts(
    of host: DomainName, _ type: DNSRecordType
  ) -> [(address: IPAddress, passes: Bool)] {
    (addresses(of: host, type) ?? []).prefix(4).compactMap { address in
      switch results[address] {
      case .pass?: (address, true)
      case .fail?, .softfail?, .neutral?: (address, false)
      default: nil
      }
    }
  }
}
