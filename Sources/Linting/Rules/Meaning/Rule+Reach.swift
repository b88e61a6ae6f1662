internal import Publishing
internal import SPF

// Networks that are too wide, or that nobody can send from.
extension Rule {
  static let tooWide = Rule(
    "M12", "too-wide", .warning, "A network is very wide",
    why: "Everybody in it may send for the domain: customers of the same cloud or provider included.",
    see: "RFC 7208 section 11.4", fires: .record("v=spf1 ip4:203.0.0.0/8 -all"),
    quiet: .record("v=spf1 ip4:203.0.113.0/24 -all"),
    check: .record { record in
      var notes: [Note] = record.networks.compactMap { item in
        guard item.qualifier == .pass, let severity = Reach.severity(item.network) else { return nil }
        return record.note(
          "\"\(item.term.shown)\" authorises \(Reach.words(item.network))", item.term, severity: severity,
          fix: Fix("List the networks of the servers that really send."))
      }
      for item in record.reached where item.directive.qualifier == .pass {
        let lengths: DualCIDRLength
        switch item.directive.mechanism {
        case .a(_, let given), .mx(_, let given): lengths = given
        default: continue
        }
        guard lengths.ipv4 < 16 || lengths.ipv6 < 32 else { continue }
        notes.append(
          record.note(
            "\"\(item.term.shown)\" authorises a wide network around each address", item.term,
            severity: lengths.ipv4 < 8 || lengths.ipv6 < 8 ? .error : nil,
            fix: Fix("Leave the prefix length out, or write the networks with ip4: and ip6:.")))
      }
      return Array(notes.prefix(50))
    })

  static let privateAddress = Rule(
    "M13", "private-address", .error, "An address is one that no receiver ever sees",
    why:
      "Private, loopback, link-local, shared, multicast and reserved addresses do not cross the Internet. Behind NAT, the "
      + "address outside is the one that receivers see.",
    see: "RFC 7208 section 5.6; RFC 6890", fires: .record("v=spf1 ip4:192.168.1.25 -all"),
    quiet: .record("v=spf1 ip4:203.0.113.25 -all"),
    check: .record { record in
      record.networks.compactMap { item -> Note? in
        guard let use = SpecialUse.of(item.masked), !use.isDocumentation else { return nil }
        return record.note(
          "\(item.network) is \(use.words); mail never reaches receivers from there", item.term,
          fix: Fix("Write the address that the server has on the Internet, after NAT."))
      }.prefix(50).map { $0 } + mapped(record)
    })

  private static func mapped(_ record: RecordText) -> [Note] {
    record.reached.compactMap { item in
      guard case .ip6(let network) = item.directive.mechanism, network.network == nil else { return nil }
      return record.note(
        "\"\(item.term.shown)\" is an IPv4-mapped address, which no client has", item.term,
        fix: Fix("Write it with ip4:."))
    }
  }

  static let documentationAddress = Rule(
    "M18", "documentation-address", .warning, "An address is one reserved for examples",
    why:
      "It was probably copied from documentation together with the rest of the record; it authorises nobody.",
    see: "RFC 5737; RFC 3849", fires: .record("v=spf1 ip4:192.0.2.1 -all"),
    quiet: .record("v=spf1 a:mail.example.com -all"),
    check: .record { record in
      record.networks.filter { SpecialUse.of($0.masked)?.isDocumentation == true }.prefix(50).map {
        record.note(
          "\($0.network) is reserved for documentation; no host has it", $0.term,
          fix: Fix("Write the address of the server."))
      }
    })

  static let negatedInclude = Rule(
    "M14", "qualified-include", .warning, "An include has a qualifier",
    why:
      "The qualifier is for hosts that the included record lets pass: -include refuses a whole provider, ?include "
      + "takes the effect away.",
    see: "RFC 7208 section 5.2", fires: .record("v=spf1 -include:_spf.mail.example mx -all"),
    quiet: .record("v=spf1 include:_spf.mail.example mx -all"),
    check: .record { record in
      record.reached.compactMap { item -> Note? in
        guard case .include = item.directive.mechanism, item.directive.qualifier != .pass else { return nil }
        let right = Printable.ascii(item.term.octets.dropFirst())
        return record.note(
          "hosts that the included record lets pass get \(item.directive.qualifier.result) here", item.term,
          fix: Fix("If they are to pass, write \(right).", replacement: right))
      }.prefix(50).map { $0 }
    })
}
