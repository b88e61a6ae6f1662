internal import PublicSuffix
internal import SPF

// Whether the record fits what else the domain publishes.
extension Rule {
  private static let silent = "v=spf1 -all"

  private static func isSilent(_ subject: LintSubject) -> Bool {
    subject.record.map {
      $0.terms.count == 1 && $0.allIndex == 0 && $0.terms[0].directive?.qualifier == .fail
    } ?? false
  }

  static let nullMX = Rule(
    "N01", "null-mx-sends", .warning, "A domain that takes no mail is not closed",
    why:
      "Bounces and answers to it get nowhere, and some receivers refuse mail from such a domain. Mostly it sends nothing "
      + "either, and then both records should say so: SPF for MAIL FROM, DMARC for what people read.",
    see: "RFC 7505 section 4.2; RFC 7208 section 10.1.2",
    fires: .zone("@ MX 0 .\n@ TXT \"v=spf1 a -all\"\n@ A 203.0.113.1"),
    quiet: .zone("@ MX 0 .\n@ TXT \"v=spf1 -all\"\n_dmarc TXT \"v=DMARC1; p=reject\""),
    check: .domain { subject in
      guard let domain = subject.domain, let record = subject.record,
        let exchanges = subject.exchanges(of: domain)
      else { return [] }
      let isNull = exchanges.contains { $0.exchange == .root }
      // Without MX records mail goes to the address (RFC 5321 section 5.1).
      let isUnreachable =
        exchanges.isEmpty && subject.addresses(of: domain, .a)?.isEmpty == true
        && subject.addresses(of: domain, .aaaa)?.isEmpty == true
      guard isNull || isUnreachable else { return [] }
      let why = isNull ? "null MX" : "neither MX nor address"
      guard isSilent(subject) else {
        // A record that others include is no sender.
        guard isNull || !domain.isService else { return [] }
        return [
          record.note(
            "\(domain) takes no mail (\(why)), but its record lets hosts send", 0..<record.octets.count,
            severity: isNull ? nil : .info,
            fix: Fix(
              "If it sends nothing, publish \"\(silent)\" and a DMARC record with p=reject.",
              replacement: silent))
        ]
      }
      guard DMARCRecord.isKnown(domain, subject), DMARCRecord.of(domain, subject)?.isEnforced != true else {
        return []
      }
      return [
        Note(
          "\(domain) sends and takes no mail, and no DMARC policy tells receivers to refuse what names it in From",
          severity: .info, fix: Fix("Publish _dmarc.\(domain) TXT \"v=DMARC1; p=reject\"."))
      ]
    })

  static let serverNames = Rule(
    "N03", "server-without-record", .info, "A mail server's own name has no SPF record",
    why:
      "Bounces have an empty sender, and then the HELO name is checked. Without a record anybody may use it.",
    see: "RFC 7208 sections 2.3 and 10.1.3",
    fires: .zone("@ TXT \"v=spf1 mx -all\"\n@ MX 10 mail\nmail A 203.0.113.1"),
    quiet: .zone("@ TXT \"v=spf1 mx -all\"\n@ MX 10 mail\nmail A 203.0.113.1\nmail TXT \"v=spf1 a -all\""),
    check: .domain { subject in
      guard let domain = subject.domain else { return [] }
      return subject.ownHosts.filter { $0 != domain && $0.isEqualToOrSubdomain(of: domain) }.compactMap {
        host in
        guard let answer = subject.answers[DNSQuestion(host, .txt)] else { return nil }
        if case .failure = answer.status { return nil }
        guard case .none = answer.selection else { return nil }
        return Note(
          "\(host) has no SPF record for its HELO name",
          fix: Fix("If it sends, publish \(host) TXT \"v=spf1 a -all\"."))
      }
    })

  static let cannotAnswer = Rule(
    "N04", "cannot-answer", .warning, "The domain takes mail, but may send none",
    why: "With only -all its replies, bounces and receipts are refused.", see: "RFC 7208 section 10.1.2",
    fires: .zone("@ MX 10 mail\n@ TXT \"v=spf1 -all\"\nmail A 203.0.113.1"),
    quiet: .zone("@ MX 10 mail\n@ TXT \"v=spf1 mx -all\"\nmail A 203.0.113.1"),
    check: .domain { subject in
      guard let record = subject.record, isSilent(subject), subject.takesMail == true else { return [] }
      return [
        record.note(
          "no host may send, but the domain has mail exchanges", record.terms[0],
          fix: Fix("Add the servers that send, for instance mx, or publish a null MX."))
      ]
    })

  static let noReports = Rule(
    "N05", "no-reports", .info, "No DMARC reports are asked for",
    why: "Aggregate reports are how a domain learns that a server of its own fails SPF.",
    see: "RFC 9989; RFC 9990",
    fires: .zone("@ TXT \"v=spf1 mx -all\"\n@ MX 10 mail\nmail A 203.0.113.1"),
    quiet: .zone(
      "@ TXT \"v=spf1 mx -all\"\n@ MX 10 mail\nmail A 203.0.113.1\n_dmarc TXT \"v=DMARC1; p=none; rua=mailto:dmarc@example.com\""
    ),
    check: .domain { subject in
      guard let domain = subject.domain, subject.record != nil, !isSilent(subject),
        DMARCRecord.isKnown(domain, subject)
      else { return [] }
      guard let record = DMARCRecord.of(domain, subject) else {
        return [
          Note(
            "there is no DMARC record",
            fix: Fix("Publish _dmarc.\(domain) TXT \"v=DMARC1; p=none; rua=mailto:…\"."))
        ]
      }
      return record.tags["rua"] == nil
        ? [Note("the DMARC record asks for no reports", fix: Fix("Add rua=mailto: and an address."))] : []
    })

  static let reportsRefused = Rule(
    "N06", "reports-refused", .warning, "Another domain does not agree to take the DMARC reports",
    why: "Reports go to another domain only if it publishes that it takes them.",
    see: "RFC 9990; RFC 7489 section 7.1",
    fires: .zone(
      "@ TXT \"v=spf1 mx -all\"\n_dmarc TXT \"v=DMARC1; p=none; rua=mailto:a@reports.example\"\nreports.example. MX 10 mail"
    ),
    quiet: .zone(
      "@ TXT \"v=spf1 mx -all\"\n_dmarc TXT \"v=DMARC1; p=none; rua=mailto:a@reports.example\"\n"
        + "example.com._report._dmarc.reports.example. TXT \"v=DMARC1\""),
    check: .domain { subject in
      guard let domain = subject.domain, let record = DMARCRecord.of(domain, subject) else { return [] }
      let own = PublicSuffixes.organisation(of: domain)
      return record.reportDomains.filter { !$0.isEqualToOrSubdomain(of: own) }.compactMap { receiver in
        guard let name = DMARCRecord.authorisation(of: receiver, for: domain),
          let answer = subject.answers[DNSQuestion(name, .txt)]
        else { return nil }
        if case .failure = answer.status { return nil }
        if case .texts(let list) = answer.records,
          list.contains(where: {
            String(decoding: $0.joined.prefix(8), as: UTF8.self).lowercased() == "v=dmarc1"
          })
        {
          return nil
        }
        return Note(
          "\(receiver) does not publish that it takes reports for \(domain)",
          fix: Fix("Ask \(receiver) to publish \(name) TXT \"v=DMARC1\"."))
      }
    })
}
