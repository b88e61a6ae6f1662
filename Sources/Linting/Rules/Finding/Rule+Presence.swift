internal import DNS
internal import SPF

// Whether there is exactly one record that receivers will find.
extension Rule {
  static let noRecord = Rule(
    "R01", "no-record", .error, "The domain has no SPF record",
    why:
      "The result is \"none\": receivers cannot tell forgeries, and large ones refuse or throttle such mail.",
    see: "RFC 7208 section 4.5",
    fires: .zone("@ MX 10 mail\nmail A 203.0.113.1"),
    quiet: .zone("@ MX 10 mail\nmail A 203.0.113.1\n@ TXT \"v=spf1 mx -all\""),
    check: .domain { subject in
      guard let texts = subject.texts, !texts.contains(where: \.isSPF), let domain = subject.domain,
        !texts.contains(where: { Resemblance.wrong(in: $0.joined) != nil })
      else { return [] }
      if let servers = subject.servers, servers.contains(where: { !($0.records ?? []).isEmpty }) { return [] }
      return [
        Note(
          subject.answer?.status == .noName ? "\(domain) does not exist" : "no SPF record is published",
          fix: Fix(
            subject.answer?.status == .noName
              ? "Check the spelling; a name that sends mail needs a record."
              : subject.takesMail == false
                ? "If it sends no mail, publish \"v=spf1 -all\"."
                : "Publish a TXT record with the servers that send for it, for instance \"v=spf1 mx -all\"."))
      ]
    })

  static let severalRecords = Rule(
    "R02", "several-records", .error, "The domain has more than one SPF record",
    why: "Receivers must not choose: the result is permerror for all mail.",
    see: "RFC 7208 sections 3.2 and 4.5",
    fires: .zone("@ TXT \"v=spf1 ip4:203.0.113.1 -all\"\n@ TXT \"v=spf1 ip4:203.0.113.2 -all\""),
    quiet: .zone("@ TXT \"v=spf1 ip4:203.0.113.1 ip4:203.0.113.2 -all\"\n@ TXT \"another text\""),
    check: .domain { subject in
      let records = (subject.texts ?? []).filter(\.isSPF)
      guard records.count > 1 else { return [] }
      return records.dropFirst().map { text in
        text.note(
          "this is one of \(records.count) SPF records; receivers use none of them", 0..<text.joined.count,
          fix: Fix("Move its terms into one record, before \"all\", and remove the others."))
      }
    })

  static let nearlySPF = Rule(
    "R03", "nearly-spf", .error, "A TXT record resembles SPF, but receivers pass over it",
    why: "A record counts only if it begins with exactly \"v=spf1\" and a blank or its end.",
    see: "RFC 7208 sections 4.5 and 12",
    fires: .zone("@ TXT \"v=spf1; ip4:203.0.113.1 -all\""),
    quiet: .zone("@ TXT \"v=spf1 ip4:203.0.113.1 -all\""),
    check: .domain { subject in
      (subject.texts ?? []).filter { !$0.isUnquoted }.compactMap { text in
        guard let resemblance = Resemblance.wrong(in: text.joined) else {
          // Where a domain has texts of all kinds, the text of a record is meant to be one.
          guard subject.domain == nil, !text.isSPF else { return nil }
          return text.note(
            "this is not an SPF record: it does not begin with \"v=spf1\" and a blank",
            0..<min(6, text.joined.count),
            fix: Fix("Begin the record with \"v=spf1 \"."))
        }
        return text.note(
          "receivers do not take this for an SPF record: \(resemblance.what)", resemblance.span,
          fix: Fix("Begin the record with \"v=spf1 \".", replacement: "v=spf1 "))
      }
    })

  static let senderID = Rule(
    "R08", "sender-id", .info, "A Sender ID record is published",
    why: "Sender ID (RFC 4406) was an experiment that ended in 2012 (RFC 6686). The record only takes space.",
    see: "RFC 6686 section 5",
    fires: .zone("@ TXT \"spf2.0/pra ip4:203.0.113.1 -all\"\n@ TXT \"v=spf1 ip4:203.0.113.1 -all\""),
    quiet: .zone("@ TXT \"v=spf1 ip4:203.0.113.1 -all\""),
    check: .domain { subject in
      (subject.texts ?? []).filter { text in
        zip(text.joined, "spf2.0/".utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 } && text.joined.count >= 7
      }.map {
        $0.note(
          "Sender ID is no longer used", 0..<$0.joined.count, fix: Fix("Remove the record.", replacement: ""))
      }
    })
}
