internal import SPF

// What stands in the place of names, and what is written in a roundabout way.
extension Rule {
  static let unknownModifier = Rule(
    "S06", "unknown-modifier", .warning, "A modifier is unknown, and therefore ignored",
    why: "Receivers pass over unknown modifiers. A mechanism written with \"=\" authorises nobody.",
    see: "RFC 7208 section 6", fires: .record("v=spf1 include=_spf.mail.example -all"),
    quiet: .record("v=spf1 include:_spf.mail.example ra=postmaster -all"),
    check: .record { record in
      record.terms.compactMap { term -> Note? in
        guard case .unknown(let name, _)? = term.modifier, !["ra", "rp", "rr"].contains(name) else {
          return nil
        }
        if name == "v" {
          return record.note(
            "receivers ignore \"\(term.shown)\": a second record cannot begin within one", term,
            fix: Fix("Remove it, and have one \"all\" at the end.", replacement: ""))
        }
        guard let mechanism = Spelling.mechanism(forModifier: name) else {
          return record.note("receivers ignore the unknown modifier \(Printable.text(name))=", term)
        }
        let value = Printable.ascii(term.octets.drop { $0 != 0x3d }.dropFirst())
        let isModifier = mechanism == "redirect" || mechanism == "exp"
        let right = "\(mechanism)\(isModifier ? "=" : ":")\(value)"
        return record.note(
          "receivers ignore \"\(term.shown)\": written with \"=\" it is an unknown modifier", term,
          fix: Fix("Write \(right).", replacement: right))
      }.prefix(50).map { $0 }
    })

  static let pointerMacro = Rule(
    "S08", "macro-p", .warning, "The macro %{p} is used",
    why: "It needs the client's reverse name, which is slow and unreliable; it should not be published.",
    see: "RFC 7208 sections 7.2 and 5.5", fires: .record("v=spf1 exists:%{p}._spf.example.com -all"),
    quiet: .record("v=spf1 exists:%{i}._spf.example.com -all"),
    check: .record { record in
      record.terms.filter { term in
        (term.directive?.mechanism.domainSpec?.macroString ?? redirectTarget(term)?.macroString)?.contains(
          anyOf: [.validatedName]) == true
      }.prefix(50).map {
        record.note(
          "%{p} makes receivers look up the client's name", $0, fix: Fix("Use %{i}, the client's address."))
      }
    })

  private static func redirectTarget(_ term: TermText) -> DomainSpec? {
    switch term.modifier {
    case .redirect(let spec)?, .explanation(let spec)?: spec
    default: nil
    }
  }

  static let notAName = Rule(
    "S09", "not-a-name", .warning, "What should be a domain name is something else",
    why: "A URL, a mail address or an address in the place of a name never matches; some are a syntax error.",
    see: "RFC 7208 sections 4.8, 7.1 and 12",
    fires: .record("v=spf1 a:203.0.113.1 include:alice@mail.example -all"),
    quiet: .record("v=spf1 ip4:203.0.113.1 include:mail.example -all"),
    check: .record { record in
      var notes = SyntaxKind.kinds(record).filter { $0.kind == .domain }.map { item in
        let value = String(
          decoding: item.term.octets.drop { $0 != 0x3a && $0 != 0x3d }.dropFirst(), as: UTF8.self)
        let network = IPNetwork(value)
        let right = network.map {
          item.term.qualifierText + NetworkTerm.text($0)
        }
        return record.note(
          "\"\(item.term.shown)\" names no domain: expected \(item.mistake.expected)", item.term,
          severity: .error,
          fix: Fix(right.map { "Write \($0)." } ?? item.mistake.remedy, replacement: right))
      }
      for term in record.terms {
        guard let spec = term.directive?.mechanism.domainSpec ?? redirectTarget(term),
          let octets = spec.macroString.constant
        else { continue }
        if let what = oddity(octets) {
          notes.append(
            record.note(
              "\"\(term.shown)\" refers to \(what), which never matches", term,
              fix: Fix("Write the domain name alone.")))
        } else if octets.last == 0x2e {
          notes.append(
            record.note(
              "the full stop at the end of \"\(term.shown)\" is not needed", term, severity: .info,
              fix: Fix("Remove it.")))
        }
      }
      return Array(notes.prefix(50))
    })

  private static func oddity(_ octets: [UInt8]) -> String? {
    if octets.contains(0x40) { return "a mail address" }
    if octets.contains(0x2f) || octets.contains(0x3a) { return "a URL or a path" }
    if octets.contains(0x2c) || octets.contains(0x3b) { return "a list" }
    let name = octets.last == 0x2e ? octets.dropLast() : octets[...]
    return name.split(separator: 0x2e, omittingEmptySubsequences: false).contains(where: \.isEmpty)
      ? "a name with an empty label" : nil
  }

  static let longName = Rule(
    "S10", "long-name", .warning, "A name is longer than DNS allows",
    why:
      "A label has at most 63 octets, a name 253. Receivers cut longer names from the left, or find nothing.",
    see: "RFC 7208 sections 4.3 and 7.3",
    fires: .record("v=spf1 include:\(String(repeating: "a", count: 64)).example.com -all"),
    quiet: .record("v=spf1 include:\(String(repeating: "a", count: 63)).example.com -all"),
    check: .domain { subject in
      guard let record = subject.record else { return [] }
      return record.terms.compactMap { term -> Note? in
        guard let spec = term.directive?.mechanism.domainSpec ?? redirectTarget(term) else { return nil }
        let name = LongestExpansion(spec.macroString, in: subject.domain)
        if name.label > DomainName.maximumLabelLength {
          return record.note(
            "a label has \(name.label) octets; \(DomainName.maximumLabelLength) are allowed", term,
            fix: Fix("Use a shorter name."))
        }
        guard name.count > DomainName.maximumLength else { return nil }
        return record.note(
          "the name has \(name.count) octets\(spec.isConstant ? "" : " for an IPv6 client"); \(DomainName.maximumLength) are allowed, and labels on the left are cut",
          term, fix: Fix("Use a shorter name."))
      }.prefix(50).map { $0 }
    })

  static let roundabout = Rule(
    "S11", "roundabout", .info, "Something is written longer than it needs to be",
    why: "It is correct, but takes octets, and people stumble over it.", see: "RFC 7208 section 12",
    fires: .record("v=spf1  +MX ip4:203.0.113.1/32 -all"), quiet: .record("v=spf1 mx ip4:203.0.113.1 -all"),
    check: .record { record in
      var notes: [Note] = []
      for term in record.terms where term.content != nil {
        var text = term.octets
        var what: [String] = []
        // Of +all, M01 has more to say.
        if text.first == 0x2b, term.directive?.mechanism != .all {
          text.removeFirst()
          what.append("\"+\" is what is meant without it")
        }
        let nameEnd = text.firstIndex { [0x3a, 0x2f, 0x3d].contains($0) } ?? text.count
        if text[..<nameEnd].contains(where: { (0x41...0x5a).contains($0) }) {
          text.replaceSubrange(
            ..<nameEnd, with: text[..<nameEnd].map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 })
          what.append("names are mostly written in lower case")
        }
        for (mechanism, length) in [("ip4", "/32"), ("ip6", "/128")]
        where term.directive?.mechanism.name == mechanism
          && String(decoding: text, as: UTF8.self).hasSuffix(length)
        {
          text.removeLast(length.utf8.count)
          what.append("\(length) is what is meant without it")
        }
        guard !what.isEmpty, notes.count < 20 else { continue }
        let right = Printable.ascii(text)
        notes.append(
          record.note(what.joined(separator: "; "), term, fix: Fix("Write \(right).", replacement: right)))
      }
      let text = record.carried
      if let index = text.indices.dropFirst().first(where: { text[$0] == 0x20 && text[$0 - 1] == 0x20 }) {
        let end = text[index...].firstIndex { $0 != 0x20 } ?? text.count
        notes.append(
          record.note(
            "more than one blank stands between terms", (index - 1)..<end,
            fix: Fix("Write one.", replacement: end == text.count ? "" : " ")))
      }
      return notes
    })
}
