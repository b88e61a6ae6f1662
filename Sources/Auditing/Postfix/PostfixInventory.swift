internal import Reporting
internal import SPF

/// What a Postfix sends, and from where, by its configuration.
struct PostfixInventory {
  private var settings: PostfixSettings
  /// The first line of the file that `myorigin` names, if it names one.
  private let originFile: String?
  /// The folder of the configuration, if it is that of another host.
  private let elsewhere: String?
  private static let mostDomains = 1_000

  /// The inventory of `settings`. Those of a `folder` that bind to addresses which are none of `interfaces` are of
  /// another host, and nothing of this one is taken for it.
  init(
    _ settings: PostfixSettings, originFile: String? = nil, folder: String? = nil,
    interfaces: Set<IPAddress>? = nil
  ) {
    let bound = settings.boundAddresses
    let isElsewhere = !bound.isEmpty && interfaces.map { $0.isDisjoint(with: bound) } ?? false
    elsewhere = isElsewhere ? folder.map { Printable.text($0) } : nil
    self.settings = settings
    if elsewhere != nil { self.settings.forgetThisHost() }
    self.originFile = elsewhere == nil ? originFile : nil
  }

  /// The inventory, with notes on what was not followed.
  var inventory: Inventory {
    var notes: [String] = []
    var hosts: [SendingHost] = []
    if let elsewhere {
      let bound = settings.boundAddresses.sorted().prefix(8).map(\.description).joined(separator: ", ")
      let name =
        settings.isGiven("myhostname")
        ? "" : " It gives no myhostname: list the host with its name in a file with senders."
      notes.append(
        "Postfix: \(elsewhere) is the configuration of another host: it binds to \(bound), and this host has no such address. Neither the name nor the addresses of this host were taken for it.\(name)"
      )
    }
    if let relay = relay([:], &notes) {
      hosts.append(relay)
    } else {
      hosts.append(host(hostLabel, [:], &notes))
    }
    for service in settings.services {
      // The usual services are the host itself; others are ways of their own.
      let isUsual = ["smtp/unix", "relay/unix"].contains(service.name)
      if isUsual, service.name == "smtp/unix", settings.words("relayhost").isEmpty {
        hosts[0] = host(hostLabel, service.values, &notes)
      } else if !isUsual {
        let label = service.name.split(separator: "/").first.map(String.init) ?? service.name
        hosts.append(
          relay(service.values, &notes)
            ?? host("\(label) of master.cf", service.values, &notes))
      }
    }
    for name in [
      "sender_dependent_default_transport_maps", "sender_dependent_relayhost_maps", "transport_maps",
    ] where !settings.words(name).isEmpty {
      notes.append(
        "Postfix: \(name) is not followed: list what it leads to in a file with senders, if that sends from another address."
      )
    }
    let domains = domains(&notes)
    if domains.isEmpty {
      notes.append(
        "Postfix: no domain of its own was found in myorigin, mydestination or the virtual domains.")
    }
    return Inventory(
      hosts: hosts, domains: domains.map { SendingDomain($0, hosts: Array(hosts.indices), services: []) },
      notes: notes)
  }

  /// What the host is called.
  private var hostLabel: String {
    settings.values["myhostname"] ?? elsewhere.map { "the host of \($0)" } ?? "this host"
  }

  // MARK: Domains

  private func domains(_ notes: inout [String]) -> [DomainName] {
    var out: [DomainName] = []
    var seen: Set<DomainName> = []
    var skipped: [String] = []
    func add(_ word: String) {
      guard let name = ListedName.domain(word), !Self.isLocal(name) else { return }
      if out.count < Self.mostDomains, seen.insert(name).inserted { out.append(name) }
    }
    for word in settings.words("myorigin") {
      if word.hasPrefix("/") {
        if let originFile { add(originFile) } else { skipped.append("myorigin (\(word))") }
      } else {
        add(word)
      }
    }
    for parameter in ["mydestination", "virtual_mailbox_domains", "virtual_alias_domains"] {
      for word in settings.words(parameter) {
        if word.hasPrefix("/") || word.contains(":") || word.contains("$") {
          skipped.append("\(parameter) (\(word))")
        } else if word != settings.values["myhostname"] {
          // The host's own name takes mail for root and sends as HELO, which is checked by itself.
          add(word)
        }
      }
    }
    if !skipped.isEmpty {
      notes.append(
        "Postfix: tables are not read for domains: \(Printable.text(skipped.prefix(8).joined(separator: ", "))). List their domains in a file with senders."
      )
    }
    return out
  }

  private static func isLocal(_ name: DomainName) -> Bool {
    let last = name.labels.last.map { String(decoding: $0, as: UTF8.self) } ?? ""
    return ["localhost", "localdomain", "local", "invalid", "internal", "lan"].contains(last)
      || name.labels.first.map { String(decoding: $0, as: UTF8.self) } == "localhost"
  }

  // MARK: Hosts

  private func host(_ given: String, _ service: [String: String], _ notes: inout [String]) -> SendingHost {
    let label = Printable.text(given)
    let name = settings.words("myhostname", of: service).first.flatMap { ListedName.domain($0) }
    let helo = settings.words("smtp_helo_name", of: service).first.flatMap { ListedName.domain($0) }
    let protocols = Set(settings.words("inet_protocols", of: service).map { $0.lowercased() })
    var unused: Set<IPAddress.Family> = []
    if !protocols.isEmpty, !protocols.contains("all") {
      if !protocols.contains("ipv4") { unused.insert(.ipv4) }
      if !protocols.contains("ipv6") { unused.insert(.ipv6) }
    }
    let own = helo == nil ? name : helo
    var made = SendingHost(label: label, name: own, helo: own, addresses: [], unused: unused)
    let outside = settings.words("proxy_interfaces").compactMap { PostfixSettings.address($0) }
    for (family, parameter) in [(IPAddress.Family.ipv4, "smtp_bind_address"), (.ipv6, "smtp_bind_address6")]
    where !unused.contains(family) {
      let bound = settings.words(parameter, of: service).compactMap { PostfixSettings.address($0) }.first
      // An interface alone of its family is what Postfix binds to.
      let listening = settings.words("inet_interfaces", of: service).compactMap {
        PostfixSettings.address($0)
      }.filter {
        $0.family == family && AddressKind($0) != .loopback
      }
      guard let address = bound ?? (listening.count == 1 ? listening[0] : nil) else {
        made.lookedUp.insert(family)
        // Without a name there is nothing to look up.
        if own == nil { made.addresses += listening.filter { AddressKind($0) == .global } }
        continue
      }
      if AddressKind(address) == .global {
        made.addresses.append(address)
        continue
      }
      let translated = outside.filter { $0.family == family }
      made.addresses += translated
      if translated.isEmpty {
        made.lookedUp.insert(family)
        notes.append(
          "Postfix: \(label) sends from \(address), \(AddressKind(address).words): receivers see the one it is translated to.\(own == nil ? "" : " That of its name in DNS was taken;") --log shows what receivers see."
        )
      }
    }
    if made.name == nil {
      made.lookedUp = []
      if elsewhere == nil || settings.isGiven("myhostname") {
        notes.append(
          "Postfix: myhostname (\(label)) is no fully qualified name: receivers refuse such a HELO name.")
      }
    }
    return made
  }

  /// The host through which all mail leaves; nil if it goes to its receivers directly.
  private func relay(_ service: [String: String], _ notes: inout [String]) -> SendingHost? {
    guard let word = settings.words("relayhost", of: service).first,
      service["relayhost"] != nil || service.isEmpty
    else { return nil }
    notes.append(
      "Postfix: mail leaves through relayhost \(Printable.text(word)): its addresses in DNS were taken. If it sends from others, list them in a file with senders."
    )
    let isBracketed = word.hasPrefix("[")
    let bare = isBracketed ? String(word.dropFirst().prefix { $0 != "]" }) : String(word.prefix { $0 != ":" })
    if let address = IPAddress(bare.hasPrefix("IPv6:") ? String(bare.dropFirst(5)) : bare) {
      return SendingHost(label: "relayhost \(address)", name: nil, helo: nil, addresses: [address])
    }
    let name = ListedName.domain(bare)
    return SendingHost(
      label: "relayhost \(Printable.text(bare))", name: name, helo: nil, addresses: [],
      lookedUp: name == nil ? [] : [.ipv4, .ipv6])
  }
}
