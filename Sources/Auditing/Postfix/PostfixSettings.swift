internal import SPF

/// What of a Postfix configuration tells how mail leaves, as `postconf` prints it.
struct PostfixSettings: Sendable {
  /// Parameters of main.cf that are asked for.
  static let names = [
    "default_transport", "inet_interfaces", "inet_protocols", "mydestination", "mydomain", "myhostname",
    "myorigin", "proxy_interfaces", "relayhost", "sender_dependent_default_transport_maps",
    "sender_dependent_relayhost_maps", "smtp_bind_address", "smtp_bind_address6", "smtp_helo_name",
    "transport_maps", "virtual_alias_domains", "virtual_mailbox_domains",
  ]
  /// Overrides of master.cf that matter.
  static let overrides: Set<String> = [
    "inet_interfaces", "inet_protocols", "myhostname", "relayhost", "smtp_bind_address",
    "smtp_bind_address6", "smtp_helo_name",
  ]
  /// More services than this no master.cf has.
  private static let mostServices = 1_000

  /// The parameters, with what they refer to put in.
  private(set) var values: [String: String] = [:]
  /// What single services of master.cf have otherwise, by `name/type`, in order.
  private(set) var services: [(name: String, values: [String: String])] = []

  /// The parameters that main.cf itself gives; nil if nobody asked. Some of the others Postfix takes from the host
  /// that it runs on.
  private let given: Set<String>?
  /// What Postfix took from this host, where that is not the one of the configuration.
  private var borrowed: Set<String> = []

  /// Reads what `postconf -x NAME…` prints, `name = value`, what `postconf -P` does, `service/type/name = value`, and
  /// what `postconf -n` does of the parameters that are set.
  init(parameters: String, services: String, given: String? = nil) {
    self.given = given.map { text in
      Set(text.split(whereSeparator: \.isNewline).compactMap { Self.pair($0)?.name })
    }
    for line in parameters.split(whereSeparator: \.isNewline) {
      guard let (name, value) = Self.pair(line), Self.names.contains(name) else { continue }
      values[name] = value
    }
    for line in services.split(whereSeparator: \.isNewline) {
      guard let (path, value) = Self.pair(line) else { continue }
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count >= 3, let last = parts.last, Self.overrides.contains(String(last)) else { continue }
      let name = parts.dropLast().joined(separator: "/")
      if let index = self.services.firstIndex(where: { $0.name == name }) {
        self.services[index].values[String(last)] = expanded(value)
      } else if self.services.count < Self.mostServices {
        self.services.append((name, [String(last): expanded(value)]))
      }
    }
  }

  /// The value of a parameter, as words; commas separate as blanks do.
  func words(_ name: String, of service: [String: String] = [:]) -> [String] {
    Self.words(service[name] ?? values[name] ?? "").filter { !borrowed.contains($0) }
  }

  /// Whether main.cf itself gives a parameter, as far as that is known.
  func isGiven(_ name: String) -> Bool { given?.contains(name) ?? true }

  /// The addresses that the configuration binds to, those of services too.
  var boundAddresses: Set<IPAddress> {
    let names = ["smtp_bind_address", "smtp_bind_address6", "inet_interfaces"]
    let all = names.flatMap { name in
      words(name) + services.flatMap { $0.values[name].map(Self.words) ?? [] }
    }
    return Set(
      all.compactMap { Self.address($0) }.filter {
        AddressKind($0) != .loopback && !$0.octets.allSatisfy { $0 == 0 }
      })
  }

  /// Takes away what Postfix took from this host: its name and domain, where main.cf gives none.
  mutating func forgetThisHost() {
    guard !isGiven("myhostname"), let host = values["myhostname"] else { return }
    borrowed.insert(host)
    values["myhostname"] = nil
    guard !isGiven("mydomain"), let domain = values["mydomain"] else { return }
    borrowed.formUnion([domain, "localhost.\(domain)"])
    values["mydomain"] = nil
  }

  /// An address, in brackets or not.
  static func address(_ word: String) -> IPAddress? {
    IPAddress(word.hasPrefix("[") ? String(word.dropFirst().prefix { $0 != "]" }) : word)
  }

  private static func words(_ text: String) -> [String] {
    text.split { $0 == "," || $0.isWhitespace }.map(String.init)
  }

  private static func pair(_ line: Substring) -> (name: String, value: String)? {
    guard let sign = line.firstIndex(of: "=") else { return nil }
    let name = line[..<sign].split(whereSeparator: \.isWhitespace).joined()
    let value = line[line.index(after: sign)...].drop(while: \.isWhitespace)
    guard !name.isEmpty else { return nil }
    var text = value
    while text.last?.isWhitespace == true { text.removeLast() }
    return (name, String(text))
  }

  /// `-P` does not put in what a value refers to; one step is what people write.
  private func expanded(_ text: String) -> String {
    guard text.contains("$") else { return text }
    for (name, value) in values
    where text == "$\(name)" || text == "${\(name)}" || text == "$(\(name))" {
      return value
    }
    return text
  }
}
