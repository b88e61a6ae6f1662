internal import DNS
internal import PolicyService
internal import Reporting
internal import SPF

extension SettingKind<[IPNetwork]> {
  /// Networks and addresses.
  static let networks = list(
    "networks, ADDRESS or ADDRESS/LENGTH",
    read: { text throws(SettingMismatch) in
      guard let network = IPNetwork(text) else {
        throw mismatch(
          text, expected: "a network", "Write ADDRESS or ADDRESS/LENGTH, for instance 192.0.2.0/24.")
      }
      return network
    }, write: { "\($0)" })
}

extension SettingKind<[DomainName]> {
  /// Domain names, U-labels as A-labels.
  static let domains = list("domain names", read: domain, write: { "\($0)" })

  @Sendable private static func domain(_ text: String) throws(SettingMismatch) -> DomainName {
    guard let name = ListedName.domain(text) else {
      throw mismatch(
        text, expected: "a fully qualified domain name", "Write, for instance, example.com.")
    }
    return name
  }
}

extension SettingKind<[ServerAddress]> {
  /// Addresses of name servers.
  static let nameServers = list(
    "name servers, ADDRESS or ADDRESS:PORT", limit: 16,
    read: { text throws(SettingMismatch) in
      guard let address = ServerAddress(text) else {
        throw mismatch(
          text, expected: "the address of a name server",
          "Write, for instance, 192.0.2.53 or [2001:db8::53]:5353.")
      }
      return address
    }, write: { "\($0)" })
}

extension SettingKind<ListenAddress> {
  /// Where something listens.
  static let listener = one(words, read: readAddress, write: { "\($0)" })

  static let words = "`unix:/PATH`, `ADDRESS:PORT`, `[ADDRESS]:PORT` or `systemd:NAME`"

  @Sendable static func readAddress(_ text: String) throws(SettingMismatch) -> ListenAddress {
    do throws(ListenAddress.SyntaxError) {
      return try ListenAddress(text)
    } catch {
      throw SettingMismatch(message: error.description, remedy: "Write one of these.")
    }
  }
}

extension SettingKind<[ListenAddress]> {
  /// Where a service listens.
  static let listeners = list(
    SettingKind<ListenAddress>.words, limit: 64, read: SettingKind<ListenAddress>.readAddress,
    write: { "\($0)" })
}

extension SettingKind<[ListenAddress]> {
  /// Where a service listens as a milter.
  static let milters = list(
    "`unix:/PATH`, `inet:ADDRESS:PORT`, `inet:PORT@ADDRESS` or `systemd:NAME`", limit: 64,
    read: { text throws(SettingMismatch) in
      do throws(ListenAddress.SyntaxError) {
        return try ListenAddress(milter: text)
      } catch {
        throw SettingMismatch(message: error.description, remedy: "Write one of these.")
      }
    }, write: { "\($0)" })
}

extension SettingKind<IPAddress> {
  /// An address.
  static let address = one(
    "an IPv4 or IPv6 address",
    read: { text throws(SettingMismatch) in
      guard let address = IPAddress(text) else {
        throw mismatch(text, expected: "an address", "Write, for instance, 192.0.2.25 or 2001:db8::25.")
      }
      return address
    }, write: { "\($0)" })
}

extension SettingKind<UInt16> {
  /// The permissions of a file.
  static let mode = one(
    "octal, `0000` to `0777`",
    read: { text throws(SettingMismatch) in
      guard let mode = UInt16(text, radix: 8), mode <= 0o777 else {
        throw mismatch(text, expected: "an octal mode up to 0777", "Write, for instance, 0660.")
      }
      return mode
    },
    write: { mode in
      let digits = String(mode, radix: 8)
      return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    })
}

extension SettingKind<MessageTemplate> {
  /// A sentence, or an address, with placeholders.
  static func template(
    _ words: String,
    _ make: @escaping @Sendable (String) throws(MessageTemplate.SyntaxError) -> MessageTemplate
  ) -> SettingKind {
    one(
      words,
      read: { text throws(SettingMismatch) in
        do throws(MessageTemplate.SyntaxError) {
          return try make(text)
        } catch {
          throw SettingMismatch(message: error.description, remedy: "Correct the text.")
        }
      }, write: { $0.text })
  }
}
