internal import DNS
internal import PublicSuffix
internal import Reporting
internal import SPF

// How long old and missing records live on in caches.
extension Rule {
  static let longTTL = Rule(
    "C02", "long-ttl", .warning,
    "The SPF record, or one of the domain's own that it refers to, has a TTL of more than a day",
    why: "When a server must be replaced at once, receivers go on with the old record for that long.",
    see: "RFC 1034 section 3.6; RFC 1912 section 2.2",
    fires: .zone("@ 604800 TXT \"v=spf1 ip4:203.0.113.1 -all\""),
    quiet: .zone("@ 3600 TXT \"v=spf1 ip4:203.0.113.1 -all\""),
    check: .domain { subject in
      guard let domain = subject.domain, subject.record != nil, let answer = subject.answer else { return [] }
      // A cache has counted down; the servers have the whole.
      let ttl = ([answer] + (subject.servers ?? []).filter(\.isUsable).map(\.texts)).map(\.ttl).max() ?? 0
      var long = ttl > longest ? ["the TXT record of \(domain) has a TTL of \(ttl) s"] : []
      let own = PublicSuffixes.organisation(of: domain)
      if let survey = subject.survey {
        TreeWalk.visit(survey.root) { node in
          if node.domain != domain, node.answer.ttl > longest, node.domain.isEqualToOrSubdomain(of: own) {
            long.append("the TXT record of \(node.domain) has a TTL of \(node.answer.ttl) s")
          }
          for network in node.terms.flatMap(\.networks) {
            guard let host = network.host, let ttl = network.ttl, ttl > longest,
              host.isEqualToOrSubdomain(of: own)
            else { continue }
            let type = network.network.address.family == .ipv4 ? "A" : "AAAA"
            long.append("the \(type) record of \(host) has a TTL of \(ttl) s")
          }
        }
      }
      var seen: Set<String> = []
      return long.filter { seen.insert($0).inserted }.prefix(20).map {
        Note($0, fix: Fix("Use 3600 s, and 300 s some days before a change."))
      }
    })

  /// A day.
  private static let longest: UInt32 = 86_400

  static let longNegativeTTL = Rule(
    "C06", "long-negative-ttl", .info, "That there is no record is remembered for more than an hour",
    why:
      "After a record is published at a name that had none, receivers that asked before do not see it for that long.",
    see: "RFC 2308 section 5", fires: .zone("@ 86400 SOA ns1 postmaster 1 7200 900 1209600 86400"),
    quiet: .zone("@ 86400 SOA ns1 postmaster 1 7200 900 1209600 300"),
    check: .both(
      zone: { sheet in
        sheet.lines.filter { $0.line.type == "SOA" }.compactMap { line in
          guard let ttl = sheet.content.data.negativeTTLs[line.line.owner], ttl > 3600 else { return nil }
          return line.note(
            "names and records that do not exist are remembered for \(ttl) s", fix: lowerMinimum)
        }
      },
      domain: { subject in
        guard let answer = subject.answer, [.noData, .noName].contains(answer.status), answer.ttl > 3600
        else { return [] }
        return [
          Note(
            "that there is no TXT record is remembered for \(answer.ttl) s more by those that asked",
            fix: lowerMinimum)
        ]
      }))

  private static let lowerMinimum = Fix("Lower the last number of the SOA record to 300.")

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
        sheet.lines.filter { $0.publishedText?.resemblesSPF == true }
          .map(\.line.owner))
      var seen: Set<DomainName> = []
      return sheet.lines.filter { line in
        line.line.type == "MX" && !withSPF.contains(line.line.owner) && line.line.owner != sheet.apex
          && !line.line.owner.isWildcard
          && !(line.line.fields.last.map { Array($0.text) == [0x2e] } ?? false)
          && seen.insert(line.line.owner).inserted
      }.map {
        $0.note(
          "the name takes mail and has no SPF record of its own",
          fix: Fix("Publish \"v=spf1 mx -all\" there, or \"v=spf1 -all\" if it never sends."))
      }
    })
}
