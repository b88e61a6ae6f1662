internal import Reporting
internal import SPF

// What comes with the records of others.
extension Rule {
  static let inherited = Rule(
    "M15", "inherited-reach", .info, "An included record authorises very wide networks",
    why: "What the included record lets pass passes for this domain, too.",
    see: "RFC 7208 sections 5.2 and 11.4",
    fires: .zone(
      "@ TXT \"v=spf1 include:_spf.mail.example. -all\"\n_spf.mail.example. TXT \"v=spf1 ip4:203.0.0.0/8 ~all\""
    ),
    quiet: .zone(
      "@ TXT \"v=spf1 include:_spf.mail.example. -all\"\n_spf.mail.example. TXT \"v=spf1 ip4:203.0.113.0/24 ~all\""
    ),
    check: .domain { subject in
      guard let record = subject.record else { return [] }
      return subject.entries.flatMap { term, entry -> [Note] in
        guard term.directive?.qualifier ?? .pass == .pass else { return [] }
        var notes: [Note] = []
        for nested in entry.nested {
          TreeWalk.visit(nested) { node in
            for inner in node.terms where inner.directive?.qualifier == .pass && notes.count < 20 {
              if inner.directive?.mechanism == .all {
                notes.append(
                  record.note(
                    "the record of \(node.domain) lets everybody pass (\(inner.text))", term,
                    severity: .error,
                    fix: Fix("Do not include it.")))
              }
              for network in inner.networks where network.host == nil {
                guard let severity = Reach.severity(network.network) else { continue }
                notes.append(
                  record.note(
                    "the record of \(node.domain) authorises \(network.network), \(Reach.words(network.network))",
                    term, severity: severity == .error ? .error : nil))
              }
            }
          }
        }
        return notes
      }
    })

  static let includedEnd = Rule(
    "M17", "include-only", .info,
    "The record has an include and no \"all\": the end of the included record is not taken over",
    why:
      "An include takes over what passes, and nothing else: -all, ~all and exp of the included record have no effect.",
    see: "RFC 7208 section 5.2", fires: .record("v=spf1 include:_spf.example.com"),
    quiet: .record("v=spf1 redirect=_spf.example.com"),
    check: .domain { subject in
      guard let record = subject.record, record.allIndex == nil, !record.hasRedirect,
        let last = record.terms.last, case .include? = last.directive?.mechanism
      else { return [] }
      let right = "redirect=" + Printable.ascii(last.octets.drop { $0 != 0x3a }.dropFirst())
      return [
        record.note(
          "the \"all\" of the included record has no effect here", last,
          fix: Fix("Add -all or ~all; or write \(right) to take over all of it."))
      ]
    })
}
