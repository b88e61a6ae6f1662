internal import DNS
internal import SPF

// What the authoritative servers say, each asked on its own.
extension Rule {
  private static let record =
    "@ TXT \"v=spf1 ip4:203.0.113.1 -all\"\n@ SOA ns1 postmaster 7 3600 600 86400 300\n@ NS ns1"
  private static let other =
    "@ TXT \"v=spf1 ip4:203.0.113.2 -all\"\n@ SOA ns1 postmaster 7 3600 600 86400 300\n@ NS ns1"

  static let serversDisagree = Rule(
    "R14", "servers-disagree", .error, "The authoritative servers give different SPF records",
    why: "Which record a receiver sees is chance: mail is refused now and then, and nobody can repeat it.",
    see: "RFC 7208 section 4.4", fires: .servers(resolver: record, [record, other]),
    quiet: .servers(resolver: record, [record, record]),
    check: .domain { subject in
      let usable = (subject.servers ?? []).compactMap { server in server.records.map { (server, $0) } }
      let groups = Dictionary(grouping: usable) { $0.1 }
      guard groups.count > 1 else { return [] }
      return groups.sorted { ($0.value.count, $1.key.count) > ($1.value.count, $0.key.count) }.dropFirst()
        .prefix(10).map { records, servers in
          let names =
            servers.prefix(4).map(\.0.shown).joined(separator: ", ") + (servers.count > 4 ? ", …" : "")
          let text = records.isEmpty ? "no SPF record" : "another record"
          return Note(
            "\(names) \(servers.count == 1 ? "has" : "have") \(text) than most servers",
            mark: records.first.map { Mark($0, 0..<$0.count) },
            fix: Fix("Publish the same zone on all servers; see whether transfers to these work."))
        }
    })

  static let deadServer = Rule(
    "R18", "dead-server", .warning, "An authoritative server does not answer for the domain",
    why: "Receivers that ask it wait, and then ask another one; if all do, the result is temperror.",
    see: "RFC 7208 section 4.4; RFC 1912 section 2.8", fires: .servers(resolver: record, [record, ""]),
    quiet: .servers(resolver: record, [record, record]),
    check: .domain { subject in
      guard let servers = subject.servers else { return [] }
      let isAll = !servers.contains(where: \.isUsable)
      return servers.filter { !$0.isUsable }.prefix(20).map { server in
        return Note(
          "\(server.shown) \(server.complaint ?? "")", severity: isAll ? .error : nil,
          fix: Fix("Repair the server, or take it out of the NS records and the delegation."))
      }
    })

  static let serials = Rule(
    "R19", "serials-differ", .warning, "The authoritative servers have different versions of the zone",
    why: "A change has not got to all of them: until then some receivers see the old record.",
    see: "RFC 1034 section 4.3.5",
    fires: .servers(resolver: record, [record, record.replacing(" 7 ", with: " 6 ")]),
    quiet: .servers(resolver: record, [record, record]),
    check: .domain { subject in
      let servers = subject.servers ?? []
      guard let newest = ServerAnswer.newestSerial(of: servers) else { return [] }
      let serials = servers.compactMap { server in server.zone.details.serial.map { (server, $0) } }
      return serials.filter { $0.1 != newest }.prefix(20).map { server, serial in
        Note(
          "\(server.shown) has serial \(serial), the newest is \(newest)",
          fix: Fix("Wait for the transfer, or see why it does not happen (NOTIFY, TSIG, serial not raised)."))
      }
    })

  static let otherView = Rule(
    "R17", "other-view", .warning, "The resolver gives another record than the authoritative servers",
    why:
      "Either a cache still has the old record, or inside the network another view of the domain is served: then "
      + "checks made here say nothing about what receivers see.",
    see: "RFC 7208 section 4.4", fires: .servers(resolver: other, [record, record]),
    quiet: .servers(resolver: record, [record, record]),
    check: .domain { subject in
      guard let servers = subject.servers, let answer = subject.answer else { return [] }
      if case .failure = answer.status { return [] }
      let all = Set(servers.compactMap(\.records))
      var own: [[UInt8]] = []
      if case .texts(let list) = answer.records {
        own = list.map(\.joined).filter(SPFRecord.hasVersion).sorted { $0.lexicographicallyPrecedes($1) }
      }
      guard let first = all.first, !all.contains(own) else { return [] }
      return [
        Note(
          "the resolver has \(own.isEmpty ? "no SPF record" : "another SPF record") than the authoritative servers, for up to \(answer.ttl) s",
          mark: first.first.map { Mark($0, 0..<$0.count) },
          fix: Fix(
            "If it is a cache, wait; if it is an internal view, check with --resolver and a server outside."))
      ]
    })

  static let validation = Rule(
    "R16", "resolver-refuses", .warning, "The resolver fails where the authoritative servers answer",
    why:
      "With DNSSEC that is what a broken or expired signature looks like: validating receivers get temperror.",
    see: "RFC 7208 section 4.4; RFC 4035 section 5.5", fires: .servers(resolver: "", [record, record]),
    quiet: .servers(resolver: record, [record, record]),
    check: .domain { subject in
      guard let answer = subject.answer, case .failure(let failure) = answer.status,
        let servers = subject.servers, servers.contains(where: \.isUsable)
      else { return [] }
      return [
        Note(
          "the resolver says \(failure), but \(servers.filter(\.isUsable).count) of \(servers.count) authoritative servers answer",
          fix: Fix(
            "Check the DNSSEC signatures of the zone, and whether the resolver gets through to the servers."))
      ]
    })

  static let throughAlias = Rule(
    "R20", "through-alias", .info, "The record is reached through an alias",
    why:
      "Whoever runs the name at the end of the alias decides who may send, and can change it without notice.",
    see: "RFC 7208 section 4.4; RFC 1034 section 3.6.2",
    fires: .zone("@ CNAME shared.mail.example.\nshared.mail.example. TXT \"v=spf1 ip4:203.0.113.1 -all\""),
    quiet: .zone("@ TXT \"v=spf1 ip4:203.0.113.1 -all\""),
    check: .domain { subject in
      guard let domain = subject.domain, let answer = subject.answer,
        let target = answer.details.canonicalName,
        !target.isEqualToOrSubdomain(of: TargetNames.organisation(of: domain)),
        case .record = answer.selection
      else { return [] }
      return [
        Note(
          "the record is that of \(target), reached through an alias",
          fix: Fix("Publish a record of your own, unless \(target) is yours."))
      ]
    })

  static let elsewhere = Rule(
    "R15", "published-elsewhere", .error, "The zone file is not the one that the world sees",
    why: "The record is edited here, and the name servers in charge are others: the change has no effect.",
    see: "RFC 1034 section 4.2.2",
    fires: .elsewhere(file: record, world: "@ NS ns1.old-provider.example."),
    quiet: .elsewhere(file: record, world: "@ NS ns1.example.com."),
    check: .domain { subject in
      guard let (file, world) = subject.nameServers, !file.isEmpty, !world.isEmpty,
        file.isDisjoint(with: world)
      else { return [] }
      func list(_ names: Set<DomainName>) -> String {
        names.sorted().prefix(6).map(\.description).joined(separator: ", ")
      }
      return [
        Note(
          "the zone file names \(list(file)) as its servers, DNS names \(list(world))",
          fix: Fix("Change the record where those servers get their data, or change the delegation."))
      ]
    })
}
