internal import DNS
internal import SPF

// How the text of a record is made of character-strings and characters.
extension Rule {
  static let brokenSplit = Rule(
    "R04", "broken-split", .error, "The strings of a record join in the wrong place",
    why: "The strings of a TXT record are joined without a blank. Two terms become one, or one becomes two.",
    see: "RFC 7208 section 3.3",
    fires: .zone("@ TXT \"v=spf1 ip4:203.0.113.1\" \"ip4:203.0.113.2 -all\""),
    quiet: .zone("@ TXT \"v=spf1 ip4:203.0.113.1 \" \"ip4:203.0.113.2 -all\""),
    check: .domain { subject in
      (subject.texts ?? []).flatMap { text -> [Note] in
        guard !text.isUnquoted, text.isSPF || Resemblance(Array(text.joined.prefix(64))) != nil else {
          return []
        }
        var notes: [Note] = []
        var offset = 0
        for string in text.record.strings.dropLast() {
          offset += string.count
          if let note = StringBoundary(text, offset).note, notes.count < 20 { notes.append(note) }
        }
        return notes
      }
    })

  static let invisibleCharacter = Rule(
    "R09", "invisible-character", .error, "A character is not printable ASCII",
    why:
      "Tabs, line breaks, no-break spaces, typographic quotes and dashes are pasted from web pages and word "
      + "processors. Each is a syntax error: permerror for all mail.",
    see: "RFC 7208 sections 4.6 and 12",
    fires: .record("v=spf1 ip4:203.0.113.1 \u{2013}all"), quiet: .record("v=spf1 ip4:203.0.113.1 -all"),
    check: .domain { subject in
      guard let record = subject.record else { return [] }
      var notes: [Note] = []
      var index = 0
      while index < record.octets.count, notes.count < 20 {
        guard !(0x20...0x7e).contains(record.octets[index]) else {
          index += 1
          continue
        }
        var end = index
        while end < record.octets.count, !(0x20...0x7e).contains(record.octets[end]) { end += 1 }
        notes.append(ForeignCharacter.note(record, index..<end))
        index = end
      }
      return notes
    })

  static let longRecord = Rule(
    "R11", "long-record", .warning, "The record is long",
    why:
      "A record beyond 450 octets makes answers that do not fit 512 octets together with the rest; where TCP or "
      + "EDNS does not get through, receivers get nothing.",
    see: "RFC 7208 section 3.4",
    fires: .record("v=spf1 " + (1...40).map { "ip4:203.0.113.\($0)" }.joined(separator: " ") + " -all"),
    quiet: .record("v=spf1 ip4:203.0.113.0/26 -all"),
    check: .domain { subject in
      guard let record = subject.record, record.octets.count > 450 else { return [] }
      let count = record.octets.count
      let limit = SPFRecord.maximumLength
      return [
        record.note(
          count > limit
            ? "the record has \(count) octets; DNS cannot carry more than \(limit)"
            : "the record has \(count) octets; more than 450 do not fit a small answer",
          min(450, count - 1)..<count, severity: count > limit ? .error : nil,
          fix: Fix("Join neighbouring networks, or move networks into a record of their own and include it."))
      ]
    })

  static let largeSet = Rule(
    "R10", "large-txt-set", .warning, "All TXT records of the name together are large",
    why:
      "A TXT answer carries every TXT record of the name, verification codes of services included. Beyond 512 "
      + "octets plain UDP does not carry it, beyond 1232 not EDNS as it is mostly used.",
    see: "RFC 7208 section 3.4",
    fires: .zone(
      "@ TXT \"v=spf1 mx -all\"\n@ MX 10 mail\nmail A 203.0.113.1\n"
        + (1...8).map {
          "@ TXT \"service-\($0)-verification=0123456789abcdef0123456789abcdef0123456789abcdef\""
        }.joined(separator: "\n")),
    quiet: .zone(
      "@ TXT \"v=spf1 mx -all\"\n@ TXT \"service-verification=0123456789abcdef\"\n@ MX 10 mail\nmail A 203.0.113.1"
    ),
    check: .domain { subject in
      guard let texts = subject.texts, let domain = subject.domain, texts.contains(where: \.isSPF) else {
        return []
      }
      // A header, the question, and for each record a pointer, type, class, TTL, length and its strings.
      let size =
        12 + domain.wire.count + 5
        + texts.reduce(0) { sum, text in sum + 12 + text.record.strings.reduce(0) { $0 + $1.count + 1 } }
      guard size > 512 else { return [] }
      let others = texts.count - 1
      // Who asks over UDP is told to ask over TCP, and then nobody answers.
      let isCut = (subject.servers ?? []).contains { $0.texts.status == .failure(.truncated) }
      return [
        Note(
          "the answer with all \(texts.count) TXT records of \(domain) has about \(size) octets, "
            + (size > 65_535
              ? "more than DNS can carry"
              : size > 1232 ? "more than EDNS mostly carries: only TCP is left" : "more than 512"),
          severity: size > 65_535 || isCut ? .error : nil,
          fix: Fix(
            isCut
              ? "Let TCP through to the name servers, and shorten the answer."
              : others > 0
                ? "Remove verification records that are no longer needed, or move them to names of their own."
                : "Shorten the record."))
      ]
    })
}
