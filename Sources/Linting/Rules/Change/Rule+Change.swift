internal import DNS
internal import Publishing
internal import Reporting
internal import SPF

// What a change of the record does, and whether it was made at all.
extension Rule {
  static let earlyUse = Rule(
    "C03", "early-use", .warning, "A host may not send yet: caches have a record that does not know it",
    why:
      "Receivers that asked lately go on with the old record until its time is over, and refuse what only the new one "
      + "allows.",
    see: "RFC 7208 section 4.4; RFC 1034 section 3.6",
    fires: .sending(
      ["203.0.113.2"], .servers(resolver: Example.published, [Example.changed, Example.changed])),
    quiet: .sending(
      ["203.0.113.2"], .servers(resolver: Example.changed, [Example.changed, Example.changed])),
    check: .domain { subject in
      subject.senders.compactMap { check -> Note? in
        if check.atServers == .pass, check.own.result != .pass, let answer = subject.answer {
          return Note(
            "\(check.sender.address) passes by the record of the authoritative servers; the resolver has an older one for \(answer.ttl) s more",
            fix: Fix("Let the old server send until then."))
        }
        guard let before = check.before, before != .pass, check.own.result == .pass,
          let published = subject.published?.root.answer
        else { return nil }
        return Note(
          "\(check.sender.address) gets \(before) now, and for up to \(published.ttl) s after the new record is published",
          fix: Fix(
            "Publish first; let it send when that time is over. spf plan makes a timetable."))
      }
    })

  static let removedSender = Rule(
    "C05", "removed-sender", .error, "The new record takes away what a host that sends needs",
    why: "It passes now, and its mail will be refused or marked.", see: "RFC 7208 section 10.1",
    fires: .sending(
      ["203.0.113.1", "203.0.113.2"],
      .change(
        zone: "@ TXT \"v=spf1 ip4:203.0.113.1 ip4:203.0.113.2 -all\"", record: "v=spf1 ip4:203.0.113.1 -all")),
    quiet: .sending(
      ["203.0.113.1"],
      .change(
        zone: "@ TXT \"v=spf1 ip4:203.0.113.1 ip4:203.0.113.2 -all\"", record: "v=spf1 ip4:203.0.113.1 -all")),
    check: .domain { subject in
      guard let record = subject.record else { return [] }
      return subject.senders.compactMap { check -> Note? in
        guard check.before == .pass, check.own.result != .pass else { return nil }
        return record.note(
          "\(check.sender.address) sends and passes now; with this record it gets \(check.own.result)",
          subject.term(of: check.own)?.range ?? 0..<record.octets.count,
          fix: Fix("Keep \(NetworkTerm.text(check.sender.address)) until it no longer sends."))
      }
    })

  static let otherMeaning = Rule(
    "C07", "other-meaning", .info, "The new record gives addresses other results than the one published",
    why: "What a change means should be what it was made for. spf diff tells all of it, term by term.",
    see: "RFC 7208 section 4",
    fires: .change(
      zone: "@ TXT \"v=spf1 ip4:203.0.113.0/24 -all\"", record: "v=spf1 ip4:203.0.113.0/25 -all"),
    quiet: .change(
      zone: "@ TXT \"v=spf1 ip4:203.0.113.0/24 -all\"",
      record: "v=spf1 ip4:203.0.113.0/25 ip4:203.0.113.128/25 -all"),
    check: .domain { subject in
      guard let difference = subject.difference, !difference.isEqual else { return [] }
      let (gained, lost) = (difference.gaining(.pass), difference.losing(.pass))
      var notes: [Note] = []
      if !lost.isEmpty {
        notes.append(
          Note(
            "\(words(lost)) passed, and will not", severity: .warning,
            fix: Fix("See that none of them sends any more.")))
      }
      if !gained.isEmpty { notes.append(Note("\(words(gained)) did not pass, and will")) }
      let others = difference.changes.contains { change in
        ![change.old.result, change.new.result].contains(.pass) || !change.isCertain
      }
      if notes.isEmpty || others {
        notes.append(Note("addresses get another result than before, neither of them a certain pass"))
      }
      return notes
    })

  private static func words(_ set: NetworkSet) -> String {
    let networks = set.prefixes
    return networks.prefix(6).map(\.description).joined(separator: " ")
      + (networks.count > 6 ? " and \(networks.count - 6) more networks" : "")
  }

  static let drift = Rule(
    "C08", "drift", .warning, "What is published is not what should be",
    why:
      "A record that was changed elsewhere is lost with the next change here. A change without a higher serial number "
      + "gets to no secondary server.",
    see: "RFC 1034 section 4.3.5; RFC 1912 section 2.2",
    fires: .elsewhere(file: Example.changed, world: Example.published),
    quiet: .elsewhere(file: Example.published, world: Example.published),
    check: .domain { subject in
      if let world = subject.world { return behindFile(world, subject) }
      // Servers with one serial number and two records.
      let servers = (subject.servers ?? []).compactMap { server in
        server.zone.details.serial.flatMap { serial in server.records.map { (server, serial, $0) } }
      }
      return Dictionary(grouping: servers, by: \.1).sorted { $0.key < $1.key }.compactMap { serial, group in
        guard Set(group.map(\.2)).count > 1 else { return nil }
        return Note(
          "\(group.prefix(4).map(\.0.shown).joined(separator: ", ")) have the serial number \(serial), and different records",
          severity: .error, fix: Fix("Raise the serial number of the SOA record with every change."))
      }
    })

  private static func behindFile(_ world: WorldZone, _ subject: LintSubject) -> [Note] {
    if case .failure = world.texts.status { return [] }
    let own = (subject.texts ?? []).filter(\.isSPF).map(\.joined).sorted { $0.lexicographicallyPrecedes($1) }
    let published = world.texts.sortedSPFRecords
    guard own != published else { return [] }
    let mark = published.first.map { Mark($0, 0..<$0.count) }
    let what = published.isEmpty ? "DNS has no SPF record" : "DNS has another record than the file"
    guard let file = world.fileSerial, let serial = world.serial else { return [Note(what, mark: mark)] }
    switch Int32(truncatingIfNeeded: file &- serial) {
    case 0:
      return [
        Note(
          "\(what), and both have the serial number \(serial)", mark: mark, severity: .error,
          fix: Fix("Raise the serial number of the SOA record, or the change gets to no secondary server."))
      ]
    case 1...:
      return [
        Note(
          "\(what), whose serial number \(file) is newer than \(serial)", mark: mark, severity: .info,
          fix: Fix("Load the zone; if it is loaded, see why the servers do not have it."))
      ]
    default:
      return [
        Note(
          "\(what), and the newer serial number \(serial): it was changed elsewhere", mark: mark,
          fix: Fix("Take over the change before the file is loaded, and raise its serial number."))
      ]
    }
  }
}
