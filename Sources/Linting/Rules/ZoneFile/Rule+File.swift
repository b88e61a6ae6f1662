internal import DNS
internal import Publishing
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
        // As it was meant: the words with blanks between them, in strings that DNS can carry.
        let meant = fields.map { String(decoding: $0.text, as: UTF8.self) }.joined(separator: " ")
        let words = QuotedText.strings(TextRecord(strings: StringSplitter.split(meant)))
        let joined = Printable.ascii((line.text?.joined ?? []).prefix(80))
        let isCut = fields.count == 1
        return line.note(
          isCut
            ? "without quotation marks the text ends at the first \";\""
            : "without quotation marks this is published as \"\(joined)\"",
          fix: isCut
            ? Fix("Put the whole text in quotation marks, with what stands behind the \";\".")
            : Fix("Write \(words.prefix(400)).", replacement: words))
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
      sheet.lines.flatMap { line in
        zip(line.text?.record.strings ?? [], line.line.fields).filter { $0.0.count > 255 }.map {
          string, word in
          Note(
            "a string of \(string.count) octets; 255 is the most",
            mark: Mark(Array(string.prefix(4096)), 255..<string.count),
            fix: Fix("Split it into several quoted strings, each but the last with a blank at its end."),
            place: WrittenText([(word, string.count)], in: sheet.source).place(255..<string.count),
            name: line.line.owner.description)
        }
      }
    })

  static let zoneSyntax = Rule(
    "Z01", "zone-syntax", .error, "A line of the zone file cannot be read",
    why: "Name servers refuse the whole zone, or go on with the old one.", see: "RFC 1035 section 5.1",
    fires: .zone("@ A 203.0.113\n@ TXT \"v=spf1 a -all\""),
    quiet: .zone("@ A 203.0.113.1\n@ TXT \"v=spf1 a -all\""),
    check: .zone { sheet in
      sheet.mistakes(.syntax).map { Note($0.message, fix: Fix($0.remedy), place: sheet.place(of: $0)) }
    })

  static let notRead = Rule(
    "Z02", "zone-directive", .info, "A directive of the zone file is not followed",
    why: "What $INCLUDE and $GENERATE add is not seen, so that findings may be missing or wrong.",
    see: "RFC 1035 section 5.1", fires: .zone("$INCLUDE other.zone\n@ TXT \"v=spf1 a -all\""),
    quiet: .zone("$TTL 3600\n@ TXT \"v=spf1 a -all\""),
    check: .zone { sheet in
      sheet.mistakes(.directive).map {
        Note(
          $0.message, fix: Fix("Check the zone as the name server has it: named-compilezone writes it out."),
          place: sheet.place(of: $0))
      }
    })
}
