internal import DNS
internal import SPF

// How long old and missing records live on in caches.
extension Rule {
  static let longTTL = Rule(
    "C02", "long-ttl", .warning, "The SPF record has a TTL of more than a day",
    why: "When a server must be replaced at once, receivers go on with the old record for that long.",
    see: "RFC 1034 section 3.6; RFC 1912 section 2.2",
    fires: .zone("@ 604800 TXT \"v=spf1 ip4:203.0.113.1 -all\""),
    quiet: .zone("@ 3600 TXT \"v=spf1 ip4:203.0.113.1 -all\""),
    check: .domain { subject in
      guard let answer = subject.answer, answer.ttl > 86_400, case .record = answer.selection
      else { return [] }
      return [
        Note(
          "the TXT record has a TTL of \(answer.ttl) s",
          fix: Fix("Use 3600 s, and 300 s some days before a change."))
      ]
    })

  static let longNegativeTTL = Rule(
    "C06", "long-negative-ttl", .info, "That there is no record is remembered for more than an hour",
    why:
      "After a record is published at a name that had none, receivers that asked before do not see it for that long.",
    see: "RFC 2308 section 5", fires: .zone("@ 86400 SOA ns1 postmaster 1 7200 900 1209600 86400"),
    quiet: .zone("@ 86400 SOA ns1 postmaster 1 7200 900 1209600 300"),
    check: .zone { sheet in
      sheet.lines.filter { $0.line.type == "SOA" }.compactMap { line in
        guard let ttl = sheet.content.data.negativeTTLs[line.line.owner], ttl > 3600 else { return nil }
        return line.note(
          "names and records that do not exist are remembered for \(ttl) s",
          fix: Fix("Lower the last number of the SOA record to 300."))
      }
    })

  static let subdomains = Rule(
    "N02", "subdomain-without-record", .warning, "A name takes mail and has no SPF record of its own",
    why: "SPF is not inherited: the record of the domain above says nothing about it.",
    see: "RFC 7208 sections 3.5 and 4.5",
    fires: .zone("@ TXT \"v=spf1 mx -all\"\n@ MX 10 mail\nshop MX 10 mail\nmail A 203.0.113.1"),
    quiet: .zone(
      "@ TXT \"v=spf1 mx -all\"\n@ MX 10 mail\nshop MX 10 mail\nshop TXT \"v=spf1 mx -all\"\nmail A 203.0.113.1"
    ),
    check: .zone { sheet in
      let withSPF = Set(
        sheet.lines.filter {
          $0.line.type == "TXT" && Resemblance(Array(sheet.text($0).joined.prefix(64))) != nil
        }
        .map(\.line.owner))
      var seen: Set<DomainName> = []
      return sheet.lines.filter { line in
        line.line.type == "MX" && !withSPF.contains(line.line.owner) && line.line.owner != sheet.apex
          && line.line.owner.labels.first.map { Array($0) } != Array("*".utf8)
          && !(line.line.fields.last.map { Array($0.text) == [0x2e] } ?? false)
          && seen.insert(line.line.owner).inserted
      }.map {
        $0.note(
          "the name takes mail and has no SPF record of its own",
          fix: Fix("Publish \"v=spf1 mx -all\" there, or \"v=spf1 -all\" if it never sends."))
      }
    })
}
