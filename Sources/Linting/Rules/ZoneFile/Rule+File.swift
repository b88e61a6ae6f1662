internal import DNS
internal import SPF

// Mistakes that only the zone file shows: name servers load it without a word.
extension Rule {
  static let unquoted = Rule(
    "R05", "unquoted-text", .error, "The text of a TXT record is not quoted",
    why:
      "Without quotation marks each word is a string of its own, and the strings are joined without blanks: "
      + "\"v=spf1\" \"mx\" \"-all\" is v=spf1mx-all, no SPF record. A \";\" begins a comment. BIND accepts it silently.",
    see: "RFC 7208 section 3.3; RFC 1035 section 5.1", fires: .zone("@ TXT v=spf1 ip4:203.0.113.1 -all"),
    quiet: .zone("@ TXT \"v=spf1 ip4:203.0.113.1 -all\""),
    check: .zone { sheet in
      sheet.lines.filter { $0.line.type == "TXT" }.compactMap { line -> Note? in
        let fields = line.line.fields
        guard let first = fields.first, !first.isQuoted else { return nil }
        let text = String(decoding: first.text.prefix(16), as: UTF8.self).lowercased()
        let isSPF = text.hasPrefix("v=spf1") || text.hasPrefix("spf2.0")
        // `v=DMARC1; p=none` loses all from the semicolon on.
        guard
          (isSPF && fields.count > 1) || text.hasPrefix("v=dmarc1")
            || text.hasPrefix("v=dkim1")
        else { return nil }
        guard fields.contains(where: { !$0.isQuoted }) else { return nil }
        let words = fields.map { Printable.ascii($0.text) }.joined(separator: " ")
        let joined = Printable.ascii(sheet.text(line).joined.prefix(80))
        let isCut = fields.count == 1
        return line.note(
          isCut
            ? "without quotation marks the text ends at the first \";\""
            : "without quotation marks this is published as \"\(joined)\"",
          fix: isCut
            ? Fix("Put the whole text in quotation marks, with what stands behind the \";\".")
            : Fix("Write \"\(words.prefix(400))\".", replacement: "\"\(words)\""))
      }
    })

  static let longString = Rule(
    "R06", "long-string", .error, "A string has more than 255 octets",
    why:
      "A character-string has one octet for its length. The name server refuses the zone, or a provider's form cuts it.",
    see: "RFC 1035 section 3.3",
    fires: .zone("@ TXT \"v=spf1 \(String(repeating: "ip4:203.0.113.1 ", count: 16))-all\""),
    quiet: .zone("@ TXT \"v=spf1 \(String(repeating: "ip4:203.0.113.1 ", count: 12))\" \"-all\""),
    check: .zone { sheet in
      sheet.lines.filter { ["TXT", "SPF"].contains($0.line.type) }.flatMap { line in
        zip(sheet.text(line).strings, line.line.fields).filter { $0.0.count > 255 }.map { string, word in
          Note(
            "a string of \(string.count) octets; 255 is the most",
            mark: Mark(Array(string.prefix(4096)), 255..<string.count),
            fix: Fix("Split it into several quoted strings, each but the last with a blank at its end."),
            place: FilePlace(file: sheet.file, line: word.line, column: word.column),
            name: line.line.owner.description)
        }
      }
    })

  static let obsoleteType = Rule(
    "R07", "type-spf", .warning, "A record of the obsolete type SPF (99) is published",
    why:
      "Receivers ask for TXT only. A record of type SPF has no effect, and hides that TXT is missing or different.",
    see: "RFC 7208 section 3.1", fires: .zone("@ SPF \"v=spf1 mx -all\""),
    quiet: .zone("@ TXT \"v=spf1 mx -all\""),
    check: .zone { sheet in
      let texts = sheet.textsByName
      return sheet.lines.filter { $0.line.type == "SPF" || $0.line.type == "TYPE99" }.map { line in
        let same = (texts[line.line.owner] ?? []).contains { $0.joined == sheet.text(line).joined }
        return line.note(
          same
            ? "type SPF is obsolete; the TXT record is what counts"
            : "no TXT record says the same; receivers do not see this one",
          severity: same ? nil : .error,
          fix: Fix(same ? "Remove the record." : "Publish the text as TXT, and remove this record."))
      }
    })

  static let aliasBesideText = Rule(
    "R12", "alias-beside-text", .error, "A name has a CNAME and other records",
    why: "An alias stands alone: most servers refuse the zone or leave one of the two out.",
    see: "RFC 1034 section 3.6.2", fires: .zone("mail TXT \"v=spf1 a -all\"\nmail CNAME host.example.net."),
    quiet: .zone("mail CNAME host.example.net."),
    check: .zone { sheet in
      let aliases = sheet.lines.filter { $0.line.type == "CNAME" }
      let names = Set(aliases.map(\.line.owner))
      let beside = Set(
        sheet.lines.filter {
          names.contains($0.line.owner) && !["CNAME", "RRSIG", "NSEC", "NSEC3", "KEY"].contains($0.line.type)
        }
        .map(\.line.owner))
      return aliases.filter { beside.contains($0.line.owner) }.map {
        $0.note(
          "the name is an alias and has other records, too",
          fix: Fix("Remove the CNAME or the others."))
      }
    })

  static let wildcard = Rule(
    "R13", "wildcard", .warning,
    "A wildcard makes names that send without a record of their own, or a record for all names",
    why:
      "A wildcard MX or address makes every name look real, and a wildcard TXT answers at every name without records, "
      + "_dmarc and others included.",
    see: "RFC 7208 section 3.5", fires: .zone("* MX 10 mail\nmail A 203.0.113.1"),
    quiet: .zone("* MX 10 mail\n* TXT \"v=spf1 -all\"\nmail A 203.0.113.1"),
    check: .zone { sheet in
      let star = Array("*".utf8)
      let lines = sheet.lines.filter { $0.line.owner.labels.first.map { Array($0) == star } == true }
      let withSPF = Set(
        lines.filter { $0.line.type == "TXT" && SPFRecord.hasVersion(sheet.text($0).joined) }.map(
          \.line.owner))
      var notes: [Note] = []
      for line in lines
      where ["MX", "A", "AAAA"].contains(line.line.type) && !withSPF.contains(line.line.owner) {
        notes.append(
          line.note(
            "every name below has this \(line.line.type) record and no SPF record",
            fix: Fix("Publish *.… TXT \"v=spf1 -all\" beside it, or remove the wildcard.")))
      }
      for line in lines where line.line.type == "TXT" && withSPF.contains(line.line.owner) {
        // To refuse mail of all other names is what the RFC suggests it for.
        guard sheet.text(line).joined != Array("v=spf1 -all".utf8) else { continue }
        notes.append(
          line.note(
            "this record answers for every name without records of its own",
            fix: Fix("Publish the record at the names that send.")))
      }
      return notes
    })

  static let zoneSyntax = Rule(
    "Z01", "zone-syntax", .error, "A line of the zone file cannot be read",
    why: "Name servers refuse the whole zone, or go on with the old one.", see: "RFC 1035 section 5.1",
    fires: .zone("@ A 203.0.113\n@ TXT \"v=spf1 a -all\""),
    quiet: .zone("@ A 203.0.113.1\n@ TXT \"v=spf1 a -all\""),
    check: .zone { sheet in
      sheet.content.mistakes.filter {
        !$0.message.contains("255 is the most") && !$0.message.contains("is not supported")
      }.map {
        Note(
          $0.message, fix: Fix($0.remedy),
          place: FilePlace(file: sheet.file, line: $0.line ?? 1, column: $0.column ?? 1))
      }
    })

  static let notRead = Rule(
    "Z02", "zone-directive", .info, "A directive of the zone file is not followed",
    why: "What $INCLUDE and $GENERATE add is not seen, so that findings may be missing or wrong.",
    see: "RFC 1035 section 5.1", fires: .zone("$INCLUDE other.zone\n@ TXT \"v=spf1 a -all\""),
    quiet: .zone("$TTL 3600\n@ TXT \"v=spf1 a -all\""),
    check: .zone { sheet in
      sheet.content.mistakes.filter { $0.message.contains("is not supported") }.map {
        Note(
          $0.message, fix: Fix("Check the zone as the name server has it: named-compilezone writes it out."),
          place: FilePlace(file: sheet.file, line: $0.line ?? 1, column: $0.column ?? 1))
      }
    })
}
