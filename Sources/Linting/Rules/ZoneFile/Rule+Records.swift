internal import DNS
internal import SPF

// Records beside the SPF record that stand in its way, in a zone file and in DNS.
extension Rule {
  static let obsoleteType = Rule(
    "R07", "type-spf", .warning, "A record of the obsolete type SPF (99) is published",
    why:
      "Receivers ask for TXT only. A record of type SPF has no effect, and hides that TXT is missing or different.",
    see: "RFC 7208 section 3.1", fires: .zone("@ SPF \"v=spf1 mx -all\""),
    quiet: .zone("@ TXT \"v=spf1 mx -all\""),
    check: .both(
      zone: { sheet in
        let texts = sheet.textsByName
        return sheet.lines.filter { $0.line.type == "SPF" || $0.line.type == "TYPE99" }.map { line in
          let same = (texts[line.line.owner] ?? []).contains { $0.joined == line.text?.joined }
          let words = obsolete(same)
          return line.note(words.message, severity: words.severity, fix: words.fix)
        }
      },
      domain: { subject in
        guard let domain = subject.domain, let texts = subject.texts,
          case .texts(let list)? = subject.answers[DNSQuestion(domain, .spf)]?.records
        else { return [] }
        return list.map { record in
          let words = obsolete(texts.contains { $0.joined == record.joined })
          return PublishedText(record).note(
            words.message, 0..<record.joined.count, severity: words.severity, fix: words.fix)
        }
      }))

  private static func obsolete(_ same: Bool) -> (message: String, severity: Severity?, fix: Fix) {
    same
      ? ("type SPF is obsolete; the TXT record is what counts", nil, Fix("Remove the record."))
      : (
        "no TXT record says the same; receivers do not see this one", .error,
        Fix("Publish the text as TXT, and remove this record.")
      )
  }

  static let aliasBesideText = Rule(
    "R12", "alias-beside-text", .error, "A name has a CNAME and other records",
    why: "An alias stands alone: most servers refuse the zone or leave one of the two out.",
    see: "RFC 1034 section 3.6.2", fires: .zone("mail TXT \"v=spf1 a -all\"\nmail CNAME host.example.net."),
    quiet: .zone("mail CNAME host.example.net."),
    check: .both(
      zone: { sheet in
        let aliases = sheet.lines.filter { $0.line.type == "CNAME" }
        let names = Set(aliases.map(\.line.owner))
        let beside = Set(
          sheet.lines.filter {
            names.contains($0.line.owner)
              && !["CNAME", "RRSIG", "NSEC", "NSEC3", "KEY"].contains($0.line.type)
          }.map(\.line.owner))
        return aliases.filter { beside.contains($0.line.owner) }.map {
          $0.note(
            "the name is an alias and has other records, too", fix: Fix("Remove the CNAME or the others."))
        }
      },
      domain: { subject in
        guard let domain = subject.domain, let target = subject.answer?.details.canonicalName else {
          return []
        }
        var types = [DNSRecordType.mx, .ns, .a, .aaaa].filter { type in
          guard let answer = subject.answers[DNSQuestion(domain, type)] else { return false }
          return answer.status == .records && answer.details.canonicalName == nil
        }.map(\.description)
        // An SOA record says that the name is the apex of a zone, which always has NS records, too.
        if types.isEmpty, subject.servers?.contains(where: { $0.isApex(domain) }) == true { types = ["SOA"] }
        guard !types.isEmpty else { return [] }
        return [
          Note(
            "\(domain) is an alias of \(target) for TXT, and has \(types.joined(separator: ", ")) records of its own",
            fix: Fix("Publish the TXT record at \(domain) itself, and remove the CNAME."))
        ]
      }))

  static let wildcard = Rule(
    "R13", "wildcard", .warning,
    "A wildcard makes names that send without a record of their own, or a record for all names",
    why:
      "A wildcard MX or address makes every name look real, and a wildcard TXT answers at every name without records, "
      + "_dmarc and others included.",
    see: "RFC 7208 section 3.5", fires: .zone("* MX 10 mail\nmail A 203.0.113.1"),
    quiet: .zone("* MX 10 mail\n* TXT \"v=spf1 -all\"\nmail A 203.0.113.1"),
    check: .both(
      zone: { sheet in
        let lines = sheet.lines.filter { $0.line.owner.isWildcard }
        let withSPF = Set(
          lines.filter { $0.publishedText?.isSPF == true }.map(
            \.line.owner))
        return lines.compactMap { line -> Note? in
          let type = line.line.type
          guard withSPF.contains(line.line.owner) else {
            return ["MX", "A", "AAAA"].contains(type)
              ? line.note(everyName(type), fix: refuseOthers) : nil
          }
          // To refuse mail of all other names is what the RFC suggests it for.
          guard type == "TXT", line.text?.joined != silentRecord else { return nil }
          return line.note(forAllNames, fix: publishThere)
        }
      },
      domain: { subject in
        guard let star = subject.domain?.wildcard,
          let texts = subject.answers[DNSQuestion(star, .txt)], texts.details.canonicalName == nil
        else { return [] }
        if case .failure = texts.status { return [] }
        if let record = texts.sortedSPFRecords.first {
          guard record != silentRecord else { return [] }
          return [
            Note(
              forAllNames, mark: Mark(record, 0..<record.count), fix: publishThere, name: star.description)
          ]
        }
        return [DNSRecordType.mx, .a, .aaaa].filter {
          subject.answers[DNSQuestion(star, $0)]?.status == .records
        }.map { Note(everyName($0.description), fix: refuseOthers, name: star.description) }
      }))

  private static let silentRecord = Array("v=spf1 -all".utf8)
  private static let forAllNames = "this record answers for every name without records of its own"
  private static let publishThere = Fix("Publish the record at the names that send.")
  private static let refuseOthers = Fix(
    "Publish *.… TXT \"v=spf1 -all\" beside it, or remove the wildcard.")

  private static func everyName(_ type: String) -> String {
    "every name below has this \(type) record and no SPF record"
  }
}

extension ServerAnswer {
  /// Whether it says that `name` is the apex of its zone, and no alias.
  fileprivate func isApex(_ name: DomainName) -> Bool {
    apex == name && zone.status == .records && zone.details.canonicalName == nil
  }
}
