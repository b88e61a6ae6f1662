internal import SPF

/// An exemption from the SPF check, no wider than the mail it is for.
struct Exemption {
  /// What mail of the clients is exempt.
  enum Scope {
    /// That under these domains.
    case senders([DomainName])
    /// That of a server which calls itself so.
    case helo(DomainName)
    /// That to these recipients.
    case recipients([String])
  }

  /// The clients, of any number.
  let clients: [IPAddress]
  /// What of their mail.
  let scope: Scope

  /// More than so many of anything are not put into one line.
  static let most = 8
  static let postfix = "Postfix main.cf (3.7 or later)"

  /// The lines of Postfix that leave out the SPF check, and it alone: what stands behind it is still asked. Empty if
  /// something is not to be had in a pattern as it is.
  var settings: [Remedy.Setting] {
    guard let condition, !clients.isEmpty, clients.count <= Self.most else { return [] }
    let networks = Self.networks(clients).map { "{\($0) spf_unless}" }.joined(separator: ", ")
    let lines = [
      "smtpd_restriction_classes = spf_check, spf_unless",
      "spf_check = check_policy_service … (as it is now)",
      "spf_unless = \(condition)",
      "smtpd_recipient_restrictions = … check_client_access cidr:{\(networks), {0.0.0.0/0 spf_check}, {::/0 spf_check}} … (in place of check_policy_service)",
    ]
    return [.init(place: Self.postfix, line: lines.joined(separator: "\n"), opens: opens)]
  }

  private var opens: Opening {
    switch scope {
    case .senders, .helo: .senderFromClient
    case .recipients: .recipientThroughClient
    }
  }

  private var condition: String? {
    switch scope {
    case .senders(let domains): table("check_sender_access", domains.map { ("[@.]", $0.description) })
    case .helo(let name): table("check_helo_access", [("^", name.description)])
    case .recipients(let list): table("check_recipient_access", list.map { ("^", $0) })
    }
  }

  /// A lookup that finds nothing for `keys`, and the check for everything else. A dollar is written twice in main.cf.
  private func table(_ restriction: String, _ keys: [(start: String, text: String)]) -> String? {
    guard !keys.isEmpty, keys.count <= Self.most, keys.allSatisfy({ Self.isPlain($0.text) }) else {
      return nil
    }
    let exempt = keys.map { key in
      let pattern = key.text.replacing(".", with: "\\.").replacing("+", with: "\\+")
      return "{/\(key.start)\(pattern)$$/ DUNNO}"
    }
    return "\(restriction) regexp:{\((exempt + ["{/^/ spf_check}"]).joined(separator: ", "))}"
  }

  /// Whether `text` means itself in a pattern, but for dots and plus signs.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { octet in
      (0x30...0x39).contains(octet) || (0x41...0x5a).contains(octet) || (0x61...0x7a).contains(octet)
        || ".+-_@=".utf8.contains(octet)
    }
  }

  /// `clients` as networks of one address.
  static func networks(_ clients: [IPAddress]) -> [String] {
    clients.prefix(most).map { "\($0)/\($0.family.bitWidth)" }
  }
}
