internal import DNS
internal import Reporting
internal import SPF
internal import Yams

/// Reads a file that says what sends mail for which domains; Documentation/audit.md describes it.
public struct InventoryReader: Sendable {
  /// The most octets of a file that is read.
  public static let greatestSize = InventoryText.greatestSize

  private let file: String
  private var text: InventoryText { InventoryText(file: file) }
  /// More pairs of a domain and an address or service than this are not looked into.
  private static let mostPairs = 100_000
  static let topKeys = ["domains", "groups", "hosts", "services"]

  /// What a name in the file stands for.
  private struct Names {
    var hosts: [String: Int] = [:]
    var services: [String: Int] = [:]
    var groups: [String: (hosts: [Int], services: [Int])] = [:]

    func contains(_ label: String) -> Bool {
      hosts[label] != nil || services[label] != nil || groups[label] != nil
    }

    var all: [String] { Array(hosts.keys) + Array(services.keys) + Array(groups.keys) }
  }

  /// A reader of the file called `file` in errors.
  public init(file: String) {
    self.file = file
  }

  /// The inventory in the content of a file.
  public func inventory(_ octets: [UInt8]) throws(InventoryError) -> Inventory {
    let node = try text.document(octets)
    var inventory = Inventory()
    var names = Names()
    let parts = try mapping(node, [], keys: Self.topKeys)
    for (label, key, value) in try entries(parts["hosts"], ["hosts"], "a host's name") {
      let path = ["hosts", label]
      try isNew(label, key, names)
      names.hosts[label] = inventory.hosts.count
      inventory.hosts.append(try HostReader(text: text).host(label, key, value, path))
    }
    for (label, key, value) in try entries(parts["services"], ["services"], "a service's name") {
      try isNew(label, key, names)
      names.services[label] = inventory.services.count
      guard let target = value.scalar.flatMap({ ListedName.domain($0.string) }) else {
        throw text.error(
          value, ["services", label], "expected the domain that records include",
          "Write, for instance, \"\(label): _spf.mailer.example\".")
      }
      inventory.services.append(SendingService(label: label, target: target))
    }
    for (label, key, value) in try entries(parts["groups"], ["groups"], "a group's name") {
      try isNew(label, key, names)
      names.groups[label] = try senders(value, ["groups", label], names)
    }
    guard let domains = parts["domains"] else {
      throw text.error(node, [], "no domains are given", "Write, for instance, \"domains: [example.com]\".")
    }
    try read(domains, names, into: &inventory)
    let pairs = inventory.domains.reduce(0) { sum, domain in
      sum + domain.services.count
        + domain.hosts.reduce(0) { $0 + max(1, inventory.hosts[$1].addresses.count) }
    }
    guard pairs <= Self.mostPairs else {
      throw text.error(
        domains, ["domains"],
        "\(pairs) pairs of a domain and an address or service; no more than \(Self.mostPairs) are read",
        "Split the file.")
    }
    return inventory
  }

  private func read(_ node: Node, _ names: Names, into inventory: inout Inventory) throws(InventoryError) {
    let everything = (Array(inventory.hosts.indices), Array(inventory.services.indices))
    var seen: Set<DomainName> = []
    func add(_ key: Node, _ senders: (hosts: [Int], services: [Int])) throws(InventoryError) {
      guard let name = key.scalar.flatMap({ ListedName.domain($0.string) }) else {
        throw text.error(
          key, ["domains"], "\"\(key.scalar?.string ?? "")\" is no fully qualified domain name",
          "Write, for instance, example.com.")
      }
      guard seen.insert(name).inserted else {
        throw text.error(key, ["domains"], "\"\(name)\" is given twice", "Keep one of them.")
      }
      inventory.domains.append(SendingDomain(name, hosts: senders.hosts, services: senders.services))
    }
    switch node {
    case .sequence(let list): for item in list { try add(item, everything) }
    case .mapping(let mapping):
      for (key, value) in mapping {
        let path = ["domains", key.scalar?.string ?? ""]
        try add(key, Self.isEmpty(value) ? everything : try senders(value, path, names))
      }
    case .scalar(let scalar) where !scalar.string.isEmpty: try add(node, everything)
    default:
      throw text.error(
        node, ["domains"], "expected a list of domains, or a mapping of domains to what sends for them",
        "Write, for instance, \"domains: [example.com, example.net]\".")
    }
    guard !inventory.domains.isEmpty else {
      throw text.error(
        node, ["domains"], "no domains are given", "Write, for instance, \"domains: [example.com]\".")
    }
  }

  /// One name of a host, service or group, or a list of them; `none` for nobody.
  private func senders(
    _ node: Node, _ path: [String], _ names: Names
  ) throws(InventoryError) -> (hosts: [Int], services: [Int]) {
    let items: [Node]
    switch node {
    case .scalar(let scalar) where !scalar.string.isEmpty:
      if scalar.string == "none" { return ([], []) }
      items = [node]
    case .sequence(let list): items = Array(list)
    default:
      throw text.error(
        node, path, "expected the name of a host, service or group, or a list of them",
        "Write, for instance, [mail.example.com, newsletter]; \"none\" for a domain that sends no mail.")
    }
    var out: (hosts: [Int], services: [Int]) = ([], [])
    for item in items {
      let word = item.scalar.map { ListedName.folded($0.string) } ?? ""
      let found =
        names.groups[word] ?? (
          names.hosts[word].map { [$0] } ?? [], names.services[word].map { [$0] } ?? []
        )
      guard names.groups[word] != nil || !found.hosts.isEmpty || !found.services.isEmpty else {
        let nearest = NearestWord.of(word, among: names.all.sorted())
        throw text.error(
          item, path, "no host, service or group is called \"\(word)\"",
          nearest.map { "Did you mean \"\($0)\"?" } ?? "List it under hosts, services or groups.")
      }
      out.hosts += found.hosts.filter { !out.hosts.contains($0) }
      out.services += found.services.filter { !out.services.contains($0) }
    }
    return out
  }

  // MARK: Nodes

  /// The values of a mapping that has no other keys than `keys`.
  private func mapping(
    _ node: Node, _ path: [String], keys: [String]
  ) throws(InventoryError) -> [String: Node] {
    try HostReader(text: text).mapping(node, path, keys: keys)
  }

  /// The entries of a mapping whose keys are names, folded.
  private func entries(
    _ node: Node?, _ path: [String], _ what: String
  ) throws(InventoryError) -> [(label: String, key: Node, value: Node)] {
    guard let node, !Self.isEmpty(node) else { return [] }
    guard case .mapping(let mapping) = node else {
      throw text.error(
        node, path, "expected a mapping with \(what) as the key of each entry",
        "Write one entry a line: the name, a colon, and what it stands for.")
    }
    var out: [(label: String, key: Node, value: Node)] = []
    for (key, value) in mapping {
      let label = key.scalar.map { ListedName.folded($0.string) } ?? ""
      guard !label.isEmpty, label.utf8.count <= 253, Printable.text(label) == label, label != "none" else {
        throw text.error(
          key, path, "\"\(label)\" is no name; expected \(what)", "Write a short word or a domain name.")
      }
      out.append((label, key, value))
    }
    return out
  }

  private func isNew(_ label: String, _ key: Node, _ names: Names) throws(InventoryError) {
    guard names.contains(label) else { return }
    throw text.error(
      key, [], "\"\(label)\" is given twice", "Hosts, services and groups need different names.")
  }

  static func isEmpty(_ node: Node) -> Bool {
    guard let text = node.scalar?.string else { return false }
    return text.isEmpty || text == "~" || text == "null"
  }
}
