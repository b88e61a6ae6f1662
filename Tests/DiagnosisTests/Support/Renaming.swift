import Foundation
import SPF

@testable import Diagnosis

/// Gives every name and address of a case to others of the same relation: labels are enciphered letter by letter, so
/// that what was equal, alike, or alike but for a hyphen stays so; words that say what a host is stay; addresses move
/// to other networks, and what was adjacent stays so.
struct Renaming {
  /// How far letters are moved, 1 to 25.
  let shift: UInt8
  /// The first three octets that stand for those of the documentation networks, and the first two groups of IPv6.
  let networks: [(from: String, to: String)]
  let prefix: String
  /// Flips bits of the last octet.
  let mask: Int

  /// Words that mean something to software or to people.
  private static let kept: Set<String> = [
    "www", "mail", "mx", "smtp", "out", "relay", "localhost", "localdomain", "spf", "arpa", "in", "addr",
    "ip", "com",
    "net", "jp", "org", "host", "home", "dsl", "static", "vps", "forwarding", "lists", "list", "secure",
    "notice",
    "root", "bounces", "noreply", "no", "reply", "alerts", "webform", "info",
  ]

  func apply(_ item: FixtureCase) -> FixtureCase {
    var item = item
    let names = Self.names(
      in: item.zone + "\n" + item.log + "\n"
        + (item.checks.map(\.helo) + (item.receiver.domains ?? [])).joined(separator: "\n"))
    item.zone = rename(reversed(item.zone), names)
    item.log = rename(item.log, names)
    item.receiver = FixtureCase.Host(
      domains: item.receiver.domains?.map { rename($0, names) },
      own_addresses: item.receiver.own_addresses?.map { rename($0, names) })
    item.checks = item.checks.map { check in
      FixtureCase.Check(
        client: rename(check.client, names), helo: rename(check.helo, names),
        mail_from: rename(check.mail_from, names), spf_helo: check.spf_helo, spf_mfrom: check.spf_mfrom)
    }
    return item
  }

  /// All host names in `text`, the longest first.
  private static func names(in text: String) -> [String] {
    var found: Set<String> = []
    for match in text.matches(of: /(?:[A-Za-z0-9_\-]+\.)+(?:example|com|net|jp)\b/) {
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
    return (labels.map(label) + [top == "example" ? "test" : top]).joined(separator: ".")
  }

  private func label(_ text: String) -> String {
    var out = ""
    var word = ""
    func flush() {
      out +=
        Self.kept.contains(word.lowercased()) ? word : String(decoding: word.utf8.map(moved), as: UTF8.self)
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
