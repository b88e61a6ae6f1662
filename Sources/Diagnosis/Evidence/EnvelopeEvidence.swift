internal import SPF

/// What the addresses in the envelope say.
enum EnvelopeEvidence {
  private static let machines: Set<String> = [
    "root", "cron", "daemon", "www-data", "apache", "nginx", "nobody", "wordpress", "noreply", "no-reply",
    "donotreply", "do-not-reply", "notification", "notifications", "alert", "alerts", "mailer",
    "mailer-daemon",
    "bounce", "bounces", "webmaster", "system", "monitoring", "nagios", "zabbix", "backup", "scanner", "scan",
    "copier", "printer", "newsletter", "news", "mailing", "invoice", "invoices", "billing", "order", "orders",
    "receipt", "receipts", "shop", "crm", "erp", "jira", "gitlab", "jenkins", "ups", "nas", "support",
    "helpdesk", "ticket", "tickets",
  ]

  /// Whether software uses this local part.
  static func isMachine(_ local: String) -> Bool {
    machines.contains(local)
      || machines.contains(String(local.prefix { $0 != "+" && $0 != "-" && $0 != "=" }))
  }

  private static let offices: Set<String> = [
    "service", "services", "security", "account", "accounts", "admin", "office", "contact", "info", "sales",
    "team", "customer", "help", "verification", "payment", "payments",
  ]

  /// Whether it is the address of an office rather than of a person.
  static func isOffice(_ sender: String) -> Bool {
    offices.contains(sender.prefix { $0 != "@" }.lowercased())
  }

  /// Whether somebody writes under this address himself, as far as it tells.
  static func isPerson(_ sender: String) -> Bool {
    guard let at = sender.lastIndex(of: "@"), at > sender.startIndex else { return false }
    let local = sender[..<at].lowercased()
    return !isMachine(local) && !local.contains("=") && !local.contains("+")
  }

  static func collect(_ subject: Subject) -> [Evidence] {
    var found: [Evidence] = []
    let incident = subject.pool
    let recipients = incident.recipients.counts.keys
    var own = 0
    var namesRecipient = 0
    var namesAnother = 0
    var example = ""
    var machine = 0
    for (sender, count) in incident.senders.counts {
      guard let at = sender.lastIndex(of: "@") else { continue }
      let local = sender[..<at].lowercased()
      if recipients.contains(sender.lowercased()) { own += count }
      if isMachine(local) { machine += count }
      if local.hasPrefix("srs0") || local.hasPrefix("srs1") {
        found.append(
          Evidence(.senderRewritten, "The reverse-path \(Quoted.text(sender)) was rewritten by a forwarder."))
      } else if let named = embedded(local) {
        if recipients.contains(where: { named.hasSuffix($0) }) || recipients.isEmpty && isOwn(named, subject)
        {
          namesRecipient += count
          example = sender
        } else if !recipients.isEmpty {
          namesAnother += count
          example = sender
        }
      }
    }
    if namesRecipient > namesAnother {
      found.append(
        Evidence(
          .envelopeNamesRecipient, "The reverse-path \(Quoted.text(example)) was made for this recipient."))
    } else if namesAnother > 0 {
      found.append(
        Evidence(
          .envelopeNamesAnother,
          "The reverse-path \(Quoted.text(example)) was made for another address than the one it came to."))
    }
    if own > 0, own * 2 >= incident.messages {
      found.append(Evidence(.senderIsRecipient, "The sender's address is the recipient's own."))
    }
    if machine > 0, machine * 2 >= incident.messages {
      found.append(
        Evidence(
          .senderIsMachine,
          "Software sends under this address: \(Quoted.text(incident.senders.byFrequency.first ?? ""))."))
    }
    return found
  }

  /// Whether `address` is at one of the receiver's domains.
  private static func isOwn(_ address: String, _ subject: Subject) -> Bool {
    address.lastIndex(of: "@").flatMap { DomainName(address[address.index(after: $0)...]) }
      .map { subject.receiver.owns($0) } ?? false
  }

  /// The address that a variable envelope return path holds: `…user=example.com` stands for `user@example.com`.
  private static func embedded(_ local: String) -> String? {
    guard let equals = local.lastIndex(of: "="), equals > local.startIndex else { return nil }
    let domain = local[local.index(after: equals)...]
    guard domain.contains("."), domain.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" })
    else {
      return nil
    }
    return local[..<equals] + "@" + domain
  }
}
