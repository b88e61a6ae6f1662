/// Zones made at random, with everything that a record can hold and refer to, errors included.
public enum RandomZone {
  /// Names `d0.example.com` and so on have records.
  public static let nameCount = 10

  /// Lines for ``TableResolver``.
  public static func lines(_ random: inout SeededGenerator) -> [String] {
    var lines: [String] = []
    for number in 0..<nameCount {
      let name = "d\(number).example.com"
      switch Int.random(in: 0..<20, using: &random) {
      case 0: break
      case 1: lines.append("\(name) TXT !servfail")
      case 2: lines.append("\(name) TXT v=spf1 ip4:192.0.2.300 -all")
      case 3: lines += ["\(name) TXT v=spf1 -all", "\(name) TXT v=spf1 +all"]
      default: lines.append("\(name) TXT \(record(&random))")
      }
      for type in ["A", "AAAA"] {
        switch Int.random(in: 0..<8, using: &random) {
        case 0: lines.append("\(name) \(type) !timeout")
        case 1...3: break
        default:
          for _ in 0..<Int.random(in: 1...3, using: &random) {
            lines.append("\(name) \(type) \(type == "A" ? ipv4(&random) : ipv6(&random))")
          }
        }
      }
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        lines.append("\(name) MX \(Int.random(in: 0..<6, using: &random) == 0 ? "." : host(&random))")
      }
    }
    for number in 0..<12 { lines.append("many.example.com MX d\(number).example.com") }
    lines += [
      "1.2.0.192.in-addr.arpa PTR d1.example.com", "d1.example.com A 192.0.2.1",
      "why.example.com TXT %{i} is not allowed by %{d}",
    ]
    return lines
  }

  /// A well-formed record.
  public static func record(_ random: inout SeededGenerator) -> String {
    var terms = ["v=spf1"]
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      let qualifier = ["", "", "", "+", "-", "~", "?"].randomElement(using: &random) ?? ""
      terms.append(qualifier + mechanism(&random))
    }
    switch Int.random(in: 0..<8, using: &random) {
    case 0: terms.append("redirect=\(host(&random))")
    case 1: break
    case 2: terms.append("-all exp=why.example.com")
    case 3: terms.append("redirect=%{d2}")
    default: terms.append(["-all", "~all", "?all", "+all"].randomElement(using: &random) ?? "-all")
    }
    return terms.joined(separator: " ")
  }

  private static func mechanism(_ random: inout SeededGenerator) -> String {
    switch Int.random(in: 0..<24, using: &random) {
    case 0..<6: "ip4:\(ipv4(&random))\(length(&random, [8, 24, 28, 31, 32]))"
    case 6..<9: "ip6:\(ipv6(&random))\(length(&random, [16, 32, 48, 64, 127, 128]))"
    case 9..<12: "a:\(host(&random))\(length(&random, [24, 30]))"
    case 12: "a\(length(&random, [24, 30]))"
    case 13: "a:\(host(&random))/30//64"
    case 14, 15: "mx:\(host(&random))\(length(&random, [24, 30]))"
    case 16: "mx"
    case 17..<21: "include:\(host(&random))"
    case 21:
      ["exists:%{i}.example.org", "exists:d2.example.com", "a:%{d1r}.example.com"].randomElement(
        using: &random) ?? "a"
    case 22: "ptr"
    default:
      ["a:bad..example.com", "mx:many.example.com", "include:%{o}"].randomElement(using: &random) ?? "a"
    }
  }

  private static func host(_ random: inout SeededGenerator) -> String {
    "d\(Int.random(in: 0..<(nameCount + 1), using: &random)).example.com"
  }

  private static func length(_ random: inout SeededGenerator, _ lengths: [Int]) -> String {
    Bool.random(using: &random) ? "" : "/\(lengths.randomElement(using: &random) ?? 24)"
  }

  private static func ipv4(_ random: inout SeededGenerator) -> String {
    let prefix = ["192.0.2", "192.0.2", "198.51.100", "203.0.113"].randomElement(using: &random) ?? ""
    return "\(prefix).\(Int.random(in: 0..<16, using: &random))"
  }

  private static func ipv6(_ random: inout SeededGenerator) -> String {
    ["2001:db8::1", "2001:db8::9", "2001:db8:1::", "2001:db8:1::9", "2001:db8:2::1"].randomElement(
      using: &random)
      ?? "::1"
  }
}
