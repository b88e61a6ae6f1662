import DNS
import Publishing
import SPF
import TestSupport

/// A plan for a name with records that look like those of many owners: long ones, quotation marks, backslashes, texts in
/// several languages, octets of every kind.
struct GeneratedPlan {
  static let zone = name("example.com")
  static let ttl: UInt32 = 3600

  let plan: ChangePlan
  /// The other TXT records of the name.
  let others: [TextRecord]
  var domain: DomainName { plan.published.domain }

  /// The plan for the name `c<number>.example.com`.
  static func make(_ number: Int, _ random: inout SeededGenerator) async throws -> GeneratedPlan {
    let domain = name("c\(number).example.com")
    var record = "v=spf1"
    for _ in 0..<Int([0, 1, 5, 20, 90].randomElement(using: &random) ?? 0) {
      record += " " + term(&random)
    }
    record += " ip4:192.0.2.10 -all"
    var others: [TextRecord] = []
    for index in 0..<Int.random(in: 0...3, using: &random) {
      // Distinct, as records of a set are.
      others.append(TextRecord(strings: [Array("\(index)".utf8)] + strings(&random)))
    }
    let own = TextRecord(strings: split(Array(record.utf8), &random))
    let published = PublishedTexts(
      domain: domain, zone: zone, texts: (others + [own]).shuffled(using: &random), ttl: ttl, servers: [],
      isAuthoritative: true)
    let change = try await ChangeMaker(published, resolver: TableResolver(), allowsLarge: true).change(
      adding: ["203.0.113.25", "2001:db8::25"], removing: ["192.0.2.10"])
    let plan = ChangePlan(change, published: published, timing: PlanTiming(now: 1_800_000_000))
    return GeneratedPlan(plan: plan, others: others)
  }

  private static func term(_ random: inout SeededGenerator) -> String {
    let octet = Int.random(in: 0...255, using: &random)
    return switch Int.random(in: 0..<6, using: &random) {
    case 0: "ip6:2001:db8:\(octet)::/48"
    // Modifiers that nobody knows may hold every character that can be seen (RFC 7208 section 12).
    case 1: "x\(octet)=\"a;b\\c\"'(@$)\\\\`"
    case 2: "note=\\\"\\\\"
    default: "ip4:198.51.100.\(octet)"
    }
  }

  /// Character-strings (RFC 1035 section 3.3) as owners have them, and as nobody should.
  private static func strings(_ random: inout SeededGenerator) -> [[UInt8]] {
    let texts = [
      #"verification="a;b\c""#, #"\"#, #"\\""#, #"""#, "", "v=DMARC1; p=none", "日本語のテキスト",
      "gr\u{fc}\u{df}e 🙂",
      "tab\tline\nreturn\r", " leading and trailing ", "\u{0}\u{7f}", "\\032\\1", "$ORIGIN @ ( )", "'`$(x)",
    ]
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      let count = Int.random(in: 0...700, using: &random)
      return split((0..<count).map { _ in UInt8.random(in: 0 ... .max, using: &random) }, &random)
    case 1: return [Array(repeating: UInt8(ascii: "\""), count: 255), Array(repeating: 0xff, count: 255)]
    default:
      return (0..<Int.random(in: 1...4, using: &random)).map { _ in
        Array((texts.randomElement(using: &random) ?? "").utf8)
      }
    }
  }

  private static func split(_ octets: [UInt8], _ random: inout SeededGenerator) -> [[UInt8]] {
    var rest = octets[...]
    var out: [[UInt8]] = []
    while !rest.isEmpty {
      let count = min(rest.count, Int.random(in: 1...255, using: &random))
      out.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return out.isEmpty ? [[]] : out
  }
}
