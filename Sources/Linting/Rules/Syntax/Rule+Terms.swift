internal import SPF

// Terms that no receiver understands: permerror for all mail.
extension Rule {
  private static func notes(
    _ subject: LintSubject, _ kind: SyntaxKind, fix: (TermText, TermText.Mistake) -> Fix? = { _, _ in nil },
    _ message: (TermText, TermText.Mistake) -> String
  ) -> [Note] {
    guard let record = subject.record else { return [] }
    return SyntaxKind.kinds(record).filter { $0.kind == kind }.prefix(50).map { item in
      let start =
        kind == .unknownTerm
        ? item.term.range.lowerBound : min(item.mistake.offset, item.term.range.upperBound)
      // At the end of a term nothing is left to underline but the term.
      let span = start < item.term.range.upperBound ? start..<item.term.range.upperBound : item.term.range
      return record.note(
        message(item.term, item.mistake), span,
        fix: fix(item.term, item.mistake) ?? Fix(item.mistake.remedy))
    }
  }

  private static let permerror =
    "Receivers read the whole record before they use any of it: the result is permerror for all mail."

  static let unknownTerm = Rule(
    "S01", "unknown-term", .error, "A term is no mechanism and no modifier", why: permerror,
    see: "RFC 7208 sections 4.6 and 5",
    fires: .record("v=spf1 ipv4:203.0.113.1 inlcude:_spf.mail.example -all."),
    quiet: .record("v=spf1 ip4:203.0.113.1 include:_spf.mail.example -all"),
    check: .domain { subject in
      notes(subject, .unknownTerm) { term, _ in
        Spelling.correction(term).map { Fix("Write \($0).", replacement: $0) }
      } _: { term, mistake in
        "\"\(term.shown)\" is not a term of SPF; expected \(mistake.expected)"
      }
    })

  static let badNetwork = Rule(
    "S02", "bad-network", .error, "A network is malformed", why: permerror, see: "RFC 7208 section 5.6",
    fires: .record("v=spf1 ip4:203.0.113.300 ip4:203.0.113.0/33 ip4:mail.example.com -all"),
    quiet: .record("v=spf1 ip4:203.0.113.30 ip4:203.0.113.0/28 a:mail.example.com -all"),
    check: .domain { subject in
      notes(subject, .network) { term, mistake in "\"\(term.shown)\": expected \(mistake.expected)" }
    })

  static let missingArgument = Rule(
    "S03", "missing-argument", .error, "A term lacks its argument, or has one it cannot have", why: permerror,
    see: "RFC 7208 sections 5 and 12", fires: .record("v=spf1 include: ip4 ptr/24 -all"),
    quiet: .record("v=spf1 include:_spf.mail.example ip4:203.0.113.1 -all"),
    check: .domain { subject in
      notes(subject, .missingArgument) { term, mistake in
        "\"\(term.shown)\" is incomplete or has too much: expected \(mistake.expected)"
      }
    })

  static let straySpace = Rule(
    "S04", "stray-blank", .error, "A blank stands inside a term",
    why: "A blank ends a term. " + permerror, see: "RFC 7208 section 12",
    fires: .record("v=spf1 include: _spf.mail.example ip4:203.0.113.0 /28 -all"),
    quiet: .record("v=spf1 include:_spf.mail.example ip4:203.0.113.0/28 -all"),
    check: .record { record in
      SplitTerm.all(in: record).prefix(50).map { split in
        let text = Printable.ascii(split.whole)
        return record.note(
          "a blank stands inside \"\(Printable.ascii(record.octets[split.range].prefix(120)))\"", split.range,
          fix: Fix("Write \(text).", replacement: text))
      }
    })

  static let modifierMisuse = Rule(
    "S05", "modifier-misuse", .error, "A modifier has a qualifier, or is there twice", why: permerror,
    see: "RFC 7208 section 6",
    fires: .record("v=spf1 redirect=_spf.example.com redirect=_spf.example.net"),
    quiet: .record("v=spf1 redirect=_spf.example.com"),
    check: .domain { subject in
      var out = notes(subject, .modifier) { term, mistake in "\"\(term.shown)\": expected \(mistake.expected)"
      }
      guard let record = subject.record else { return out }
      for name in ["redirect", "exp"] {
        for term in record.terms.filter({ $0.modifier?.name == name }).dropFirst().prefix(20) {
          out.append(
            record.note(
              "\(name)= stands here again; only one is allowed", term,
              fix: Fix("Keep one \(name)= and remove the other.", replacement: "")))
        }
      }
      return out
    })

  static let badMacro = Rule(
    "S07", "bad-macro", .error, "A macro is malformed", why: permerror, see: "RFC 7208 section 7",
    fires: .record("v=spf1 exists:%{x}.example.com a:%.example.com exists:%{c}.example.com -all"),
    quiet: .record("v=spf1 exists:%{i}.example.com -all"),
    check: .domain { subject in
      notes(subject, .macro) { term, mistake in "\"\(term.shown)\": expected \(mistake.expected)" }
    })
}
