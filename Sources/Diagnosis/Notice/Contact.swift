internal import PublicSuffix
internal import SPF

/// Whom to tell about a domain's record.
struct Contact: Sendable, Hashable {
  /// Where the address comes from.
  enum Origin: Sendable, Hashable {
    /// The record asks for reports there (`ra`, RFC 6652 section 3).
    case reportAddress
    /// Whoever is in charge of the zone (SOA, RFC 1035 section 3.3.13).
    case zone
    /// The mailbox that every mail domain has (RFC 5321 section 4.5.1).
    case postmaster
    /// The mailbox for complaints (RFC 2142 section 4).
    case abuse
  }

  let address: String
  let origin: Origin

  /// The contacts for `domain`, the most fitting first. Addresses for DMARC reports are read by programs and are not
  /// among them. The mailbox of a zone that a provider runs is the provider's, and not either.
  static func find(_ domain: DomainName, record: SPFRecord?, facts: DomainFacts?) -> [Contact] {
    var list: [Contact] = []
    if let request = record?.reportRequest, isPlain(request.localPart) {
      list.append(Contact(address: "\(request.localPart)@\(domain)", origin: .reportAddress))
    }
    let organisation = PublicSuffixes.organisation(of: domain)
    if let mailbox = facts?.mailbox, let local = mailbox.labels.first, let host = mailbox.parent,
      PublicSuffixes.organisation(of: host) == organisation
    {
      let text = String(decoding: local, as: UTF8.self)
      if isPlain(text) { list.append(Contact(address: "\(text)@\(host)", origin: .zone)) }
    }
    list.append(Contact(address: "postmaster@\(organisation)", origin: .postmaster))
    list.append(Contact(address: "abuse@\(organisation)", origin: .abuse))
    return list
  }

  /// Whether `local` is a dot-atom (RFC 5322 section 3.2.3), which needs no quotation.
  static func isPlain(_ local: some StringProtocol) -> Bool {
    let atoms = local.split(separator: ".", omittingEmptySubsequences: false)
    return local.utf8.count <= 64
      && atoms.allSatisfy { atom in
        !atom.isEmpty
          && atom.utf8.allSatisfy { octet in
            (0x30...0x39).contains(octet) || (0x41...0x5a).contains(octet) || (0x61...0x7a).contains(octet)
              || "!#$%&'*+-/=?^_`{|}~".utf8.contains(octet)
          }
      }
  }
}
