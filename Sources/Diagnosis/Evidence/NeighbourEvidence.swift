internal import SPF

/// What stands at the addresses around the client's.
enum NeighbourEvidence {
  /// Blocks of this size are given to one customer: leading bits of the address.
  static let blockIPv4 = 28
  static let blockIPv6 = 64

  static func collect(_ subject: Subject) -> [Evidence] {
    guard subject.client?.kind == .global, !subject.isHeloOfProvider else { return [] }
    var found: [Evidence] = []
    let block = subject.address.family == .ipv4 ? blockIPv4 : blockIPv6
    if let nearest = subject.facts.neighbours.first {
      let code: EvidenceCode = nearest.sharedBits >= block ? .besideOwnAddress : .nearOwnAddress
      found.append(
        Evidence(
          code,
          "\(subject.address) is \(code == .besideOwnAddress ? "beside" : "near") \(nearest.address), \(nearest.role) (\(nearest.sharedBits) leading bits in common)."
        ))
    }
    if let (address, name) = subject.facts.namedNeighbour {
      found.append(
        Evidence(
          .neighbourInSenderOrganisation,
          "\(address), next to it, is called \(name), in the sender's organisation."))
    }
    let names = (subject.client?.pointers ?? []) + subject.clientNames
    for neighbour in subject.facts.neighbours {
      guard
        let other = neighbour.names.first(where: { other in
          names.contains { NamePatterns.areOfOnePattern($0, other) }
        })
      else { continue }
      found.append(
        Evidence(
          .neighbourOfOnePattern,
          "\(neighbour.address), \(neighbour.role), is called \(other): the client's name but for the number."
        ))
      break
    }
    if let twin = subject.facts.passingTwin {
      found.append(
        Evidence(
          .ipv4TwinPasses, "The client's name has the IPv4 address \(twin) too, and that is authorised."))
    } else if subject.address.family == .ipv6, let twin = subject.facts.passingHeloAddress,
      subject.isHeloWithoutFamily, subject.client?.unrefuted.isEmpty == false
    {
      found.append(
        Evidence(
          .ipv4TwinPasses, "The HELO name has no IPv6 address; its IPv4 address \(twin) is authorised."))
    } else if subject.address.family == .ipv6, let twin = subject.facts.passingHeloAddress,
      subject.isHeloWithoutFamily, subject.isHeloOfSendersHost, !subject.isAccessLine
    {
      found.append(
        Evidence(
          .heloTwinPasses,
          "The HELO name is the sender's and has no IPv6 address; its IPv4 address \(twin) is authorised."))
    }
    return found
  }
}
