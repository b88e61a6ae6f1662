internal import DNS
internal import PublicSuffix
internal import SPF

// Whether the right servers answer, and whether their answers are believed.
extension Rule {
  static let elsewhere = Rule(
    "R15", "published-elsewhere", .error, "The zone is not the one that the world sees",
    why:
      "The record is edited in one place, and receivers are sent to servers that get their data from another: the "
      + "change has no effect.",
    see: "RFC 1034 section 4.2.2",
    fires: .elsewhere(file: Example.published, world: "@ NS ns1.old-provider.example."),
    quiet: .elsewhere(file: Example.published, world: "@ NS ns1.example.com."),
    check: .domain { subject in
      guard let sets = subject.nameServers, !sets.zone.isEmpty, !sets.world.isEmpty, sets.zone != sets.world
      else { return [] }
      let isApart = sets.zone.isDisjoint(with: sets.world)
      // Of a file that is not loaded yet, only servers of others tell something.
      guard isApart || !subject.isFromFile else { return [] }
      return [
        Note(
          "the zone\(subject.isFromFile ? " file" : "") names \(list(sets.zone)) as its servers, "
            + (subject.isFromFile ? "DNS" : "the zone above") + " names \(list(sets.world))",
          severity: isApart ? nil : .warning,
          fix: Fix(
            isApart
              ? "Change the record where those servers get their data, or change the delegation."
              : "Give the registrar of the domain the same servers as the NS records."))
      ]
    })

  private static func list(_ names: Set<DomainName>) -> String {
    names.sorted().prefix(6).map(\.description).joined(separator: ", ") + (names.count > 6 ? ", …" : "")
  }

  static let validation = Rule(
    "R16", "resolver-refuses", .warning, "Validating receivers get no answer, or soon will get none",
    why:
      "A DNSSEC signature that is broken, or no longer valid, makes receivers that validate see no answer at all: "
      + "temperror. That a resolver fails where the authoritative servers answer is what it looks like from outside.",
    see: "RFC 7208 section 4.4; RFC 4035 section 5.5",
    fires: .servers(resolver: "", [Example.published, Example.published]),
    quiet: .servers(resolver: Example.published, [Example.published, Example.published]),
    check: .domain { subject in
      guard let servers = subject.servers?.filter(\.isUsable), !servers.isEmpty else { return [] }
      return refused(subject, servers.count) + servers.flatMap { expiring($0, subject) }
    })

  private static func refused(_ subject: LintSubject, _ usable: Int) -> [Note] {
    let fix = Fix(
      "Check the DNSSEC signatures of the zone, and whether the resolver gets through to the servers.")
    if case .failure(let failure)? = subject.answer?.status {
      return [
        Note(
          "the resolver says \(failure), but \(usable) of \(subject.servers?.count ?? usable) authoritative servers answer",
          fix: fix)
      ]
    }
    guard let domain = subject.domain else { return [] }
    let own = PublicSuffixes.organisation(of: domain)
    let failed = subject.answers.filter {
      $0.value.status == .failure(.serverFailure) && $0.key.name.isEqualToOrSubdomain(of: own)
    }.map(\.key.description).sorted()
    guard !failed.isEmpty else { return [] }
    return [
      Note(
        "the resolver says SERVFAIL for \(failed.prefix(4).joined(separator: ", "))\(failed.count > 4 ? ", …" : "")",
        fix: fix)
    ]
  }

  /// Signatures made in advance are renewed long before they end; those made for each answer have most of their time
  /// left.
  private static func expiring(_ server: ServerAnswer, _ subject: LintSubject) -> [Note] {
    guard let now = subject.time else { return [] }
    for (answer, type) in [(server.texts, "TXT"), (server.exchanges, "MX"), (server.zone, "SOA")] {
      // One valid signature is enough.
      guard let period = answer?.details.signatures.max(by: { $0.left(at: now) < $1.left(at: now) }),
        period.left(at: now) < Int32(clamping: period.length / 8)
      else { continue }
      let left = period.left(at: now)
      return [
        Note(
          left <= 0
            ? "the signature of the \(type) records at \(server.shown) is no longer valid since \(-left) s"
            : "the signature of the \(type) records at \(server.shown) is valid for \(left) s only",
          severity: left <= 0 ? .error : nil,
          fix: Fix("See why the zone is not signed anew: the signer, its keys, the transfer to this server."))
      ]
    }
    return []
  }

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
        !target.isEqualToOrSubdomain(of: PublicSuffixes.organisation(of: domain)),
        case .record = answer.selection
      else { return [] }
      return [
        Note(
          "the record is that of \(target), reached through an alias",
          fix: Fix("Publish a record of your own, unless \(target) is yours."))
      ]
    })
}
