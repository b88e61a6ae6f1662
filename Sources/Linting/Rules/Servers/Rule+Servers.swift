internal import DNS
internal import SPF

// What the authoritative servers say, each asked on its own.
extension Rule {
  static let serversDisagree = Rule(
    "R14", "servers-disagree", .error, "The authoritative servers give different SPF records",
    why: "Which record a receiver sees is chance: mail is refused now and then, and nobody can repeat it.",
    see: "RFC 7208 section 4.4",
    fires: .servers(resolver: Example.published, [Example.published, Example.changed]),
    quiet: .servers(resolver: Example.published, [Example.published, Example.published]),
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
    see: "RFC 7208 section 4.4; RFC 1912 section 2.8",
    fires: .servers(resolver: Example.published, [Example.published, ""]),
    quiet: .servers(resolver: Example.published, [Example.published, Example.published]),
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
    fires: .servers(
      resolver: Example.published, [Example.published, Example.published.replacing(" 7 ", with: " 6 ")]),
    quiet: .servers(resolver: Example.published, [Example.published, Example.published]),
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
    see: "RFC 7208 section 4.4",
    fires: .servers(resolver: Example.changed, [Example.published, Example.published]),
    quiet: .servers(resolver: Example.published, [Example.published, Example.published]),
    check: .domain { subject in
      guard let servers = subject.servers, let answer = subject.answer else { return [] }
      if case .failure = answer.status { return [] }
      let all = Set(servers.compactMap(\.records))
      let own = answer.sortedSPFRecords
      guard let first = all.first, !all.contains(own) else { return [] }
      return [
        Note(
          "the resolver has \(own.isEmpty ? "no SPF record" : "another SPF record") than the authoritative servers, for up to \(answer.ttl) s",
          mark: first.first.map { Mark($0, 0..<$0.count) },
          fix: Fix(
            "If it is a cache, wait; if it is an internal view, check with --resolver and a server outside."))
      ]
    })
}
