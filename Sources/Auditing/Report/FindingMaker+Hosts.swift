internal import DNS
internal import SPF

extension FindingMaker {
  /// What there is to say of a host.
  mutating func add(_ audit: HostAudit) {
    let host = audit.host
    if audit.addresses.isEmpty {
      let name = (host.name ?? host.helo).map(\.description) ?? host.label
      var finding =
        audit.isLookupIncomplete
        ? AuditFinding(
          severity: .undetermined, code: .dnsTrouble, host: host.label,
          sentence: "The addresses of \(host.label) are not known: DNS did not answer for \(name).")
        : AuditFinding(
          severity: .error, code: .noAddress, host: host.label,
          sentence: host.lookedUp.isEmpty
            ? "No address of \(host.label) is known."
            : "\(host.label) has no address: DNS has none for \(name).")
      finding.remedy =
        audit.isLookupIncomplete
        ? "Try again, or list the addresses." : "List the addresses from which it sends, or correct its name."
      add(finding)
    }
    addHELO(audit)
    for address in audit.addresses { addReverseName(address, audit) }
    addUnlisted(audit)
  }

  private mutating func addHELO(_ audit: HostAudit) {
    guard let helo = audit.host.helo else { return }
    let label = audit.host.label
    func finding(
      _ severity: AuditFinding.Severity, _ code: AuditFinding.Code, _ addresses: [IPAddress],
      _ sentence: String
    ) -> AuditFinding {
      AuditFinding(
        severity: severity, code: code, domain: helo, host: label, addresses: addresses, sentence: sentence)
    }
    guard !audit.isHELOAbsent else {
      var item = finding(
        options.isGate ? .error : .warning, .noSuchName, audit.addresses,
        "There is no such name as \(helo), the HELO name of \(label).")
      item.remedy =
        "\(spelling(of: helo))Enter it in DNS with its addresses, or let the host use a name that exists: many receivers refuse all mail of others."
      return add(item)
    }
    if let found = audit.heloAddresses, found.isEmpty {
      var item = finding(
        .warning, .heloUnresolved, [], "The HELO name \(helo) of \(label) has no address in DNS.")
      item.remedy = "Publish A and AAAA records for it, or let the host use a name that has some."
      add(item)
    }
    var seen: Set<String> = []
    for check in audit.heloChecks where check.outcome.result != .pass {
      let reason = Self.reason(check.outcome)
      guard seen.insert(reason).inserted else { continue }
      let same = audit.heloChecks.filter { Self.reason($0.outcome) == reason }.map(\.address)
      let names = Self.list(same.map(\.description))
      switch check.outcome.result {
      case .pass: break
      case .none:
        add(
          withRecord(
            finding(
              options.isGate ? .error : .warning, .noHELORecord, same,
              "\(helo), the HELO name of \(names), has no SPF record of its own: bounces have no other name to be checked by."
            ), for: helo))
      case .temperror:
        add(
          finding(
            .undetermined, .dnsTrouble, same,
            "Whether \(names) may use the HELO name \(helo) is not known: \(reason)."))
      default:
        add(
          withRecord(
            finding(
              .error, .heloRefused, same,
              "\(names) may not use the HELO name \(helo): \(reason). Bounces are refused, and by many receivers all mail."
            ), for: helo))
      }
    }
  }

  private mutating func addReverseName(_ address: IPAddress, _ audit: HostAudit) {
    let label = audit.host.label
    var finding: AuditFinding
    if AddressKind(address) != .global {
      finding = AuditFinding(
        severity: .warning, code: .privateAddress, host: label, addresses: [address],
        sentence: "\(address) (\(label)) is \(AddressKind(address).words): receivers never see it.")
      finding.remedy = "List the address from which its mail reaches the internet."
      add(finding)
      return
    }
    guard let names = reverseNames[address], names.confirmed.isEmpty else { return }
    if names.isIncomplete {
      add(
        AuditFinding(
          severity: .notice, code: .reverseName, host: label, addresses: [address],
          sentence: "The reverse name of \(address) (\(label)) is not known: DNS did not answer."))
      return
    }
    let pointers = names.pointers ?? []
    finding = AuditFinding(
      severity: .warning, code: .reverseName, host: label, addresses: [address],
      sentence: pointers.isEmpty
        ? "\(address) (\(label)) has no reverse name."
        : "The reverse name of \(address) (\(label)), \(Self.list(pointers.map(\.description), most: 3)), does not have that address."
    )
    finding.remedy =
      "Have \(audit.host.helo.map(\.description) ?? "the host's name") entered for it by whoever assigned the address: some receivers refuse hosts without a confirmed reverse name, whatever SPF says."
    add(finding)
  }

  private mutating func addUnlisted(_ audit: HostAudit) {
    for address in audit.unlisted {
      var finding = AuditFinding(
        severity: .warning, code: .unlistedAddress, host: audit.host.label, addresses: [address],
        sentence:
          "\(audit.host.name ?? audit.host.helo ?? .root) has the address \(address) too, which is not listed for \(audit.host.label)."
      )
      finding.remedy =
        "List it if mail can leave from it; if not, write \(address.family == .ipv6 ? "ipv6" : "ipv4"): none."
      add(finding)
    }
  }
}
