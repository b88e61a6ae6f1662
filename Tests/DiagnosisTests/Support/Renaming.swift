import Foundation
import SPF

@testable import Diagnosis

/// Gives every name and address of a case to others of the same relation: labels are enciphered letter by letter, so
/// that what was equal, alike, or alike but for a hyphen stays so; words that say what a host or a mailbox is for become
/// others that say the same; addresses move to other networks, and what was adjacent stays so.
struct Renaming {
  /// How far letters are moved, 1 to 25.
  let shift: UInt8
  /// The first three octets that stand for those of the documentation networks, and the first two groups of IPv6.
  let networks: [(from: String, to: String)]
  let prefix: String
  /// Flips bits of the last octet.
  let mask: Int

  /// Which of the words that say the same it takes.
  let variant: Int

  /// Labels that a standard or a convention of DNS gives a meaning: public suffixes, and names that are asked for.
  private static let kept: Set<String> = [
    "www", "spf", "com", "net", "jp", "org", "localhost", "localdomain", "srs",
  ]

  /// Words that say what a host or a mailbox is for. Each is given to another that says the same.
  private static let kinds: [[String]] = [
    ["dsl", "adsl", "dhcp", "pppoe"], ["host", "cust", "pool", "user"],
    ["home", "res", "subscriber", "modem"],
    ["static", "fixed", "leased", "business"], ["vps", "dedicated", "server", "instance"],
    ["relay", "smarthost", "smtprelay", "mailrelay"], ["forwarding", "redirect", "fwd", "alias"],
    ["lists", "mailman", "listserv", "sympa"], ["list", "mailman", "listserv", "sympa"],
    ["root", "cron", "daemon", "nobody"], ["wordpress", "apache", "nginx", "daemon"],
    ["bounces", "bounce", "mailer", "mailing"], ["bounce", "bounces", "mailing", "mailer"],
    ["no-reply", "do-not-reply", "noreply", "donotreply"], ["support", "helpdesk", "ticket", "tickets"],
    ["noreply", "donotreply", "notification", "alert"], ["alerts", "nagios", "monitoring", "zabbix"],
    ["alert", "alerts", "system", "nagios"], ["news", "newsletter", "mailing", "news"],
    ["newsletter", "news", "mailing", "news"], ["invoice", "billing", "order", "receipts"],
    ["billing", "invoices", "orders", "receipt"], ["scanner", "copier", "printer", "scan"],
    ["copier", "scanner", "scan", "printer"], ["shop", "orders", "order", "crm"],
    ["orders", "shop", "order", "receipts"], ["order", "shop", "orders", "receipts"],
    ["notification", "noreply", "donotreply", "alerts"], ["service", "contact", "account", "team"],
    ["info", "office", "sales", "contact"], ["security", "account", "admin", "services"],
    ["contact", "office", "sales", "info"], ["admin", "team", "office", "contact"],
    ["accounts", "payments", "payment", "account"], ["office", "info", "team", "sales"],
    ["sales", "contact", "info", "office"], ["tickets", "ticket", "helpdesk", "support"],
    ["erp", "crm", "jira", "gitlab"], ["dyn", "dynamic", "dynip", "dialup"],
    ["lte", "mobile", "wifi", "wireless"], ["cable", "fibre", "bb", "fiber"],
    ["cpe", "ftth", "catv", "gpon"],
    ["cust", "user", "client", "customer"], ["pool", "pools", "users", "clients"],
    ["user", "cust", "client", "customer"], ["ip", "pool", "cust", "user"],
    ["compute", "cloud", "server", "instance"],
  ]

  func apply(_ item: FixtureCase) -> FixtureCase {
    var item = item
    let names = Self.names(
      in: item.zone + "\n" + item.log + "\n"
        + (item.checks.map(\.helo) + (item.receiver.domains ?? [])).joined(separator: "\n"))
    let mailboxes = Self.mailboxes(in: item.log + "\n" + item.checks.map { "<\($0.mail_from)>" }.joined())
    item.zone = rename(reversed(item.zone), names)
    item.log = rename(renameMailboxes(item.log, mailboxes), names)
    item.receiver = FixtureCase.Host(
      domains: item.receiver.domains?.map { rename($0, names) },
      own_addresses: item.receiver.own_addresses?.map { rename($0, names) })
    item.checks = item.checks.map { check in
      FixtureCase.Check(
        client: rename(check.client, names), helo: rename(check.helo, names),
        mail_from: rename(renameMailboxes(check.mail_from, mailboxes), names), spf_helo: check.spf_helo,
        spf_mfrom: check.spf_mfrom)
    }
    return item
  }

  /// All local parts in `text`, the longest first.
  private static func mailboxes(in text: String) -> [String] {
    var found: Set<String> = []
    for match in text.matches(of: /(?:<|envelope-from=|id=)([A-Za-z0-9._+=\-]+)(?:@|%40)/) {
      found.insert(String(match.1))
    }
    return found.sorted { ($0.count, $0) > ($1.count, $1) }
  }

  /// Local parts that hold a domain name are renamed with it, later.
  private func renameMailboxes(_ text: String, _ mailboxes: [String]) -> String {
    var out = text
    for local in mailboxes {
      let pattern = "(?<![A-Za-z0-9._+-])" + NSRegularExpression.escapedPattern(for: local) + "(?=@|%40)"
      let parts = local.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      let renamed = parts.map { $0.contains(".") && parts.count > 1 ? $0 : label($0) }.joined(separator: "=")
      out = out.replacingOccurrences(of: pattern, with: "\u{1}\(renamed)\u{2}", options: .regularExpression)
    }
    return out.filter { $0 != "\u{1}" && $0 != "\u{2}" }
  }

  /// All host names in `text`, the longest first.
  private static func names(in text: String) -> [String] {
    var found: Set<String> = []
    for match in text.matches(of: /(?:[A-Za-z0-9_\-]+\.)+(?:example|test|com|net|jp)\b/) {
      found.insert(String(match.0))
    }
    return found.sorted { ($0.count, $0) > ($1.count, $1) }
  }

  private func rename(_ text: String, _ names: [String]) -> String {
    var out = addresses(text)
    for name in names {
      let pattern =
        "(?<![A-Za-z0-9_-])" + NSRegularExpression.escapedPattern(for: addresses(name))
        + "(?![A-Za-z0-9_-]|\\.[A-Za-z])"
      out = out.replacingOccurrences(
        of: pattern, with: "\u{1}\(renamed(addresses(name)))\u{2}", options: .regularExpression)
    }
    return out.filter { $0 != "\u{1}" && $0 != "\u{2}" }
  }

  private func renamed(_ name: String) -> String {
    var labels = name.split(separator: ".").map(String.init)
    let top = labels.removeLast()
    return (labels.map(label) + [Self.tops[top] ?? top]).joined(separator: ".")
  }

  private static let tops = ["example": "test", "test": "invalid"]

  private func label(_ text: String) -> String {
    if let kind = Self.kinds.first(where: { $0[0] == text.lowercased() }) { return kind[variant] }
    var out = ""
    var word = ""
    func flush() {
      let lower = word.lowercased()
      if let kind = Self.kinds.first(where: { $0[0] == lower }) {
        out += kind[variant]
      } else {
        out += Self.kept.contains(lower) ? word : String(decoding: word.utf8.map(moved), as: UTF8.self)
      }
      word = ""
    }
    for character in text {
      if character.isASCII, character.isLetter {
        word.append(character)
      } else {
        flush()
        out.append(character)
      }
    }
    flush()
    return out
  }

  private func moved(_ octet: UInt8) -> UInt8 {
    let base: UInt8 = octet >= 0x61 ? 0x61 : 0x41
    return base + (octet - base + shift) % 26
  }

  private func addresses(_ text: String) -> String {
    var out = text
    for (from, to) in networks {
      for separator in [".", "-"] {
        let old = from.replacingOccurrences(of: ".", with: separator)
        let new = to.replacingOccurrences(of: ".", with: separator)
        let pattern = "(?<![0-9])" + NSRegularExpression.escapedPattern(for: old + separator) + "([0-9]{1,3})"
        while let range = out.range(of: pattern, options: .regularExpression) {
          let last = out[range].dropFirst(old.count + 1)
          out.replaceSubrange(range, with: "\(new)\(separator)\((Int(last) ?? 0) ^ mask)")
        }
      }
    }
    return out.replacingOccurrences(of: "2001:db8:", with: prefix)
  }

  /// The owner names of reverse mappings, which write addresses backwards.
  private func reversed(_ zone: String) -> String {
    zone.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      guard let suffix = [".in-addr.arpa:", ".ip6.arpa:"].first(where: { line.hasSuffix($0) }) else {
        return String(line)
      }
      let indent = line.prefix { $0 == " " }
      let labels = line.dropFirst(indent.count).dropLast(suffix.count).split(separator: ".").reversed()
      let text: String
      if suffix.hasPrefix(".in") {
        text = labels.joined(separator: ".")
      } else {
        let digits = Array(labels.joined())
        text = stride(from: 0, to: 32, by: 4).map { String(digits[$0..<($0 + 4)]) }.joined(separator: ":")
          .replacingOccurrences(of: "2001:0db8:", with: "2001:db8:")
      }
      guard let address = IPAddress(addresses(text)) else { return String(line) }
      return "\(indent)\(address.reverseName):"
    }.joined(separator: "\n")
  }
}
