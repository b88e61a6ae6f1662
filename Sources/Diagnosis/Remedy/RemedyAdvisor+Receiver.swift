internal import SPF

/// What the receiver can do. Nothing is opened wider than the case: rights go to addresses that are beyond doubt the
/// receiver's own, and an exemption is for the mail in question alone.
extension RemedyAdvisor {
  func forwarded(_ item: DiagnosedCase, _ subjects: [Subject]) -> Remedy {
    let advice =
      "The mail was forwarded without a change of the reverse-path. Exempt the forwarder if the recipient wants its mail, or ask it to rewrite the reverse-path (SRS); the senders can do nothing."
    return Remedy(
      .receiver, advice,
      settings: isExemptible(item)
        ? Exemption(clients: item.clients, scope: .recipients(item.recipients)).settings : [])
  }

  func hiddenClient(_ item: DiagnosedCase, _ subjects: [Subject]) -> Remedy {
    let clients = item.clients.prefix(Self.mostClients).map(\.description).joined(separator: ", ")
    if item.clients.allSatisfy({ AddressKind($0) != .global }) {
      return Remedy(
        .receiver,
        "The real clients are hidden behind \(clients). Let the address through: no source NAT for port 25, network mode host for a container, or the PROXY protocol with a proxy. Until then do not check SPF for this client.",
        settings: exemption(of: item.clients, opens: .everything) + [
          .init(
            place: "Postfix main.cf, behind a proxy", line: "smtpd_upstream_proxy_protocol = haproxy",
            opens: .clientNames)
        ])
    }
    let isMailExchange = item.evidence.contains {
      [.clientIsOwnMailExchange, .clientIsGateway].contains($0.evidence.code)
    }
    guard item.clients.allSatisfy({ isTold($0) }) else {
      return Remedy(
        .receiver,
        "Mail seems to come in through a filter, relay or proxy of the receiver's own (\(clients)), which is only inferred. If it is the receiver's, check SPF there and not behind it, and say so here: the report then gives the settings. If not, it is a stranger's, and nothing may be opened for it.",
        settings: [.init(place: "spf diagnose", line: ownAddresses(item.clients))])
    }
    let advice =
      isMailExchange
      ? "Mail comes in through a service of the receiver's own (\(clients)). Check SPF there and not behind it, or let it hand on the real client."
      : "The real clients are hidden behind \(clients). Let the address through: no source NAT for port 25, or the PROXY protocol with a proxy."
    let forward = Remedy.Setting(
      place: "Postfix main.cf", line: "smtpd_authorized_xforward_hosts = \(clients)", opens: .clientNames)
    let proxy = Remedy.Setting(
      place: "Postfix main.cf, behind a proxy", line: "smtpd_upstream_proxy_protocol = haproxy",
      opens: .clientNames)
    return Remedy(
      .receiver, advice,
      settings: exemption(of: item.clients, opens: .everything) + [isMailExchange ? forward : proxy])
  }

  func local(_ item: DiagnosedCase, _ subjects: [Subject]) -> Remedy {
    let codes = Set(item.evidence.map(\.evidence.code))
    if codes.contains(.submissionService) || codes.contains(.userAuthenticated) {
      return Remedy(
        .receiver,
        "Users of one's own are checked like strangers. Ask the policy service only behind permit_sasl_authenticated, and not at all for the submission service.",
        settings: [
          .init(
            place: "Postfix main.cf",
            line:
              "smtpd_recipient_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination, check_policy_service …"
          ),
          .init(
            place: "Postfix master.cf, submission",
            line: "-o smtpd_recipient_restrictions=permit_sasl_authenticated,reject"),
        ])
    }
    guard subjects.allSatisfy({ isBeyondDoubt($0) }) else {
      return Remedy(
        .receiver,
        "A host or user of one's own sends under one's own domain and is checked like a stranger. Let it log in to the submission service; that is right for a shared host and for a line whose address changes, too. If the address is its alone and stays, add it to one's own record.",
        settings: senderExemption(item, subjects))
    }
    return Remedy(
      .receiver,
      "A host of one's own sends under one's own domain and is checked like a stranger. Let it log in to the submission service, exempt it here, or add it to one's own record.",
      settings: exemption(of: item.clients, opens: .client) + [
        .init(
          place: "Postfix main.cf",
          line: "mynetworks = … \(Exemption.networks(item.clients).joined(separator: " "))", opens: .relay)
      ])
  }

  /// The lines that exempt the mail of the sender from the clients of the case, if they stay the sender's.
  func senderExemption(_ item: DiagnosedCase, _ subjects: [Subject]) -> [Remedy.Setting] {
    guard isExemptible(item) else { return [] }
    guard item.scope == .helo else {
      return Exemption(
        clients: item.clients, scope: .senders(Array(Set(item.incidents.map(\.key.domain)).sorted()))
      ).settings
    }
    return Exemption(clients: item.clients, scope: .helo(item.domain)).settings
  }

  /// An address of an access line is somebody else's tomorrow.
  private func isExemptible(_ item: DiagnosedCase) -> Bool {
    !item.evidence.contains { $0.evidence.code == .clientNameDynamic }
  }

  /// Whether the receiver has said that `address` is its own.
  private func isTold(_ address: IPAddress) -> Bool { receiver.receiver.owns(address) }

  /// Whether the client is the receiver's own, and no stranger can send from its address: it was told, it is private,
  /// or the reverse zone, which only the holder of the address can write, names it in a domain that was told.
  private func isBeyondDoubt(_ subject: Subject) -> Bool {
    if isTold(subject.address) || [.privateUse, .loopback].contains(AddressKind(subject.address)) {
      return true
    }
    let names = subject.client?.confirmed ?? []
    return !receiver.isInferred && !names.isEmpty
      && names.allSatisfy { receiver.owns($0) && !NamePatterns.isDynamic($0) }
  }

  /// The option of our service that exempts `clients` altogether.
  private func exemption(of clients: [IPAddress], opens: Opening) -> [Remedy.Setting] {
    let networks = ["127.0.0.0/8", "::1"] + Exemption.networks(clients)
    return [
      .init(
        place: "spf serve", line: networks.map { "--local-network \($0)" }.joined(separator: " "),
        opens: opens)
    ]
  }

  private func ownAddresses(_ clients: [IPAddress]) -> String {
    clients.prefix(Self.mostClients).map { "--own-address \($0)" }.joined(separator: " ")
  }
}
