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

  /// Reads what `postconf -x NAME…` prints, `name = value`, and what `postconf -P` does, `service/type/name = value`.
  init(parameters: String, services: String) {
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
    Self.words(service[name] ?? values[name] ?? "")
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
