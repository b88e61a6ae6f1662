internal import Reporting
internal import SPF
internal import Yams

/// Reads one host of a file with senders.
struct HostReader {
  let text: InventoryText
  private static let keys = ["name", "helo", "ipv4", "ipv6"]
  /// A host has no more addresses than this.
  private static let mostAddresses = 256

  /// The host called `label`: its addresses, nothing for those that DNS has, or a mapping.
  func host(_ label: String, _ key: Node, _ value: Node, _ path: [String]) throws(InventoryError)
    -> SendingHost
  {
    let own = ListedName.domain(label)
    var host = SendingHost(label: label, name: own, helo: own, addresses: [])
    switch value {
    case .mapping:
      let parts = try mapping(value, path, keys: Self.keys)
      if let node = parts["name"] { host.name = try name(node, path + ["name"]) }
      host.helo = host.name
      if let node = parts["helo"] { host.helo = try name(node, path + ["helo"]) }
      for family in [IPAddress.Family.ipv4, .ipv6] {
        let key = family == .ipv4 ? "ipv4" : "ipv6"
        if let node = parts[key] { try read(node, path + [key], family, into: &host) }
      }
    default:
      if !InventoryReader.isEmpty(value) { try read(value, path, nil, into: &host) }
    }
    if host.addresses.isEmpty, host.lookedUp.isEmpty {
      host.lookedUp = Set([.ipv4, .ipv6]).subtracting(host.unused)
    }
    guard !host.lookedUp.isEmpty || !host.addresses.isEmpty else {
      throw text.error(
        value, path, "a host that uses neither IPv4 nor IPv6 sends nothing", "Leave the host out.")
    }
    guard host.name != nil || host.lookedUp.isEmpty else {
      throw text.error(
        key, path, "\"\(label)\" is no domain name, so DNS cannot be asked for its addresses",
        "Give its addresses, or name: and its domain name.")
    }
    return host
  }

  /// An address or a list of them; `dns` or `none` where it is about one family.
  private func read(
    _ node: Node, _ path: [String], _ family: IPAddress.Family?, into host: inout SendingHost
  ) throws(InventoryError) {
    let items: [Node]
    switch node {
    case .sequence(let list): items = Array(list)
    case .scalar: items = [node]
    default:
      throw text.error(
        node, path, "expected an address or a list of addresses",
        "Write, for instance, [192.0.2.25, \"2001:db8::25\"].")
    }
    if let family, case .scalar(let scalar) = node {
      if scalar.string == "dns" {
        host.lookedUp.insert(family)
        return
      }
      if scalar.string == "none" {
        host.unused.insert(family)
        return
      }
    }
    for item in items {
      let word = item.scalar?.string ?? ""
      guard let address = IPAddress(word) else {
        let words =
          family.map { "an \($0 == .ipv4 ? "IPv4" : "IPv6") address, dns or none" } ?? "an address"
        let isNetwork = IPNetwork(word) != nil
        throw text.error(
          item, path, "\"\(word)\" is no address; expected \(words)",
          isNetwork
            ? "Write each address of the network that mail comes from."
            : "Write, for instance, 192.0.2.25 or 2001:db8::25.")
      }
      guard family == nil || family == address.family else {
        throw text.error(
          item, path, "\(address) is of the other family",
          "Write it under \(address.family == .ipv4 ? "ipv4" : "ipv6").")
      }
      guard !host.addresses.contains(address) else {
        throw text.error(item, path, "\(address) is given twice", "Keep one of them.")
      }
      host.addresses.append(address)
      guard host.addresses.count <= Self.mostAddresses else {
        throw text.error(item, path, "more than \(Self.mostAddresses) addresses", "Split the host.")
      }
    }
  }

  private func name(_ node: Node, _ path: [String]) throws(InventoryError) -> DomainName {
    guard let name = node.scalar.flatMap({ ListedName.domain($0.string) }) else {
      throw text.error(
        node, path, "\"\(node.scalar?.string ?? "")\" is no fully qualified domain name",
        "Write, for instance, mail.example.com.")
    }
    return name
  }

  /// The values of a mapping that has no other keys than `keys`.
  func mapping(_ node: Node, _ path: [String], keys: [String]) throws(InventoryError) -> [String: Node] {
    guard case .mapping(let mapping) = node else {
      throw text.error(
        node, path, "expected a mapping with \(keys.joined(separator: ", "))",
        "Write, for instance, \"\(keys[0]): …\".")
    }
    var out: [String: Node] = [:]
    for (key, value) in mapping {
      let word = key.scalar?.string ?? ""
      guard keys.contains(word) else {
        let nearest = NearestWord.of(word.lowercased(), among: keys)
        throw text.error(
          key, path, "\"\(word)\" is no key here; expected \(keys.joined(separator: ", "))",
          nearest.map { "Did you mean \"\($0)\"?" } ?? "Leave it out.")
      }
      out[word] = value
    }
    return out
  }
}
