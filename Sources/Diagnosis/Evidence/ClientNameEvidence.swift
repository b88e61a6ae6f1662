internal import SPF

/// What the client's reverse name says.
enum ClientNameEvidence {
  static func collect(_ subject: Subject) -> [Evidence] {
    guard let client = subject.client, client.kind == .global else { return [] }
    var found: [Evidence] = []
    let address = subject.address
    if let name = subject.clientNames.first {
      found.append(Evidence(.clientNameConfirmed, "\(address) is \(name), confirmed in both directions."))
    } else if let pointers = client.pointers {
      if let name = pointers.first {
        if client.unrefuted.isEmpty {
          found.append(
            Evidence(
              .clientNameUnconfirmed, "The reverse name of \(address), \(name), does not have that address."))
        }
      } else {
        found.append(Evidence(.clientNameMissing, "\(address) has no reverse name."))
      }
    }
    for name in subject.clientNames.isEmpty ? client.pointers ?? [] : subject.clientNames {
      if NamePatterns.isDynamic(name) {
        found.append(Evidence(.clientNameDynamic, "\(name) is the name of an access line."))
      } else if NamePatterns.isGeneric(name, for: address) {
        found.append(Evidence(.clientNameGeneric, "\(name) was made from the address by a provider."))
      }
      break
    }
    if let name = subject.trustedNames.first(where: { NamePatterns.isRelay($0) }) {
      found.append(Evidence(.clientNameRelay, "\(name) says that the host relays its customers' mail."))
    }
    for name in subject.trustedNames {
      if NamePatterns.isForwarder(name) {
        found.append(Evidence(.clientNameForwarder, "\(name) says that the host forwards mail."))
        break
      }
      if NamePatterns.isListHost(name) {
        found.append(Evidence(.clientNameListHost, "\(name) says that the host serves mailing lists."))
        break
      }
    }
    return found
  }
}
