public import PolicyService
internal import Reporting
public import SPF
internal import Yams

/// The file with temporary exemptions: a YAML list, each with `domain`, `network`, `until` and `reason`.
public enum ExemptionFile {
  /// No more than this are kept.
  public static let limit = 10_000
  /// The longest reason, in octets.
  public static let longestReason = 200
  private static let keys = ["domain", "network", "until", "reason"]

  /// The exemptions of a file. Throws all that is wrong with it at once.
  public static func read(_ file: SettingsReader.File) throws(SettingsError) -> [TemporaryExemption] {
    let text = SettingsText(file: file.name)
    let nodes: [Node]
    do throws(SettingsProblem) {
      nodes = try list(text, file.octets)
    } catch {
      throw SettingsError(problems: [error])
    }
    var problems: [SettingsProblem] = []
    var exemptions: [TemporaryExemption] = []
    for (index, node) in nodes.enumerated() {
      do throws(SettingsProblem) {
        exemptions.append(try exemption(node, "exemptions[\(index + 1)]", text))
      } catch {
        problems.append(error)
      }
    }
    guard problems.isEmpty else { throw SettingsError(problems: problems) }
    return exemptions
  }

  /// The file with these exemptions.
  public static func text(_ exemptions: [TemporaryExemption]) -> String {
    var out = "# Kept by spf exempt. Mail of a domain from a network is not refused until then.\n"
    if exemptions.isEmpty { out += "exemptions: []\n" } else { out += "exemptions:\n" }
    for exemption in exemptions {
      var tree = YAMLTree(indentation: 4)
      tree.add("domain", .scalar("\(exemption.domain)"))
      tree.add("network", .scalar("\(exemption.network)"))
      tree.add("until", .scalar(CivilTime(exemption.end).machine))
      tree.add("reason", .scalar(exemption.reason))
      out += "  -" + tree.text.dropFirst(3)
    }
    return out
  }

  /// What is to be thought about before an exemption is added; nil if nothing is. Wide networks are most likely
  /// a mistake.
  public static func warning(of exemption: TemporaryExemption) -> String? {
    let network = exemption.network
    guard !isUsual(network) else { return nil }
    return
      "\(network) is very wide: whoever sends from there under \(exemption.domain) passes. One server is enough mostly, for instance 203.0.113.25."
  }

  /// Whether a network is no wider than those that one organisation usually has its servers in.
  public static func isUsual(_ network: IPNetwork) -> Bool {
    network.prefixLength >= (network.address.family == .ipv4 ? 16 : 32)
  }

  /// Whether a reason can be kept: printable, on one line, not too long.
  public static func isReason(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= longestReason && Printable.text(text) == text
  }

  private static func list(_ text: SettingsText, _ octets: [UInt8]) throws(SettingsProblem) -> [Node] {
    let mapping = try text.document(octets)
    for (key, _) in mapping where key.scalar?.string != "exemptions" {
      throw text.problem(key, key.scalar?.string, "no such key; expected exemptions", "Leave it out.")
    }
    guard let node = mapping["exemptions"] else { return [] }
    if let scalar = node.scalar, SettingsText.isEmpty(scalar.string) { return [] }
    guard case .sequence(let list) = node else {
      throw text.problem(node, "exemptions", "expected a list", "Use spf exempt add.")
    }
    guard list.count <= limit else {
      throw text.problem(node, "exemptions", "more than \(limit) exemptions", "Remove some.")
    }
    return Array(list)
  }

  private static func exemption(
    _ node: Node, _ path: String, _ text: SettingsText
  ) throws(SettingsProblem) -> TemporaryExemption {
    guard case .mapping(let mapping) = node else {
      throw text.problem(node, path, "expected \(keys.joined(separator: ", "))", "Use spf exempt add.")
    }
    for (key, _) in mapping where !keys.contains(key.scalar?.string ?? "") {
      let word = key.scalar?.string ?? ""
      throw text.problem(
        key, "\(path).\(word)", "no such key; expected \(keys.joined(separator: ", "))",
        NearestWord.of(word, among: keys).map { "Did you mean \"\($0)\"?" } ?? "Leave it out.")
    }
    func value<T>(
      _ key: String, _ expected: String, _ read: (String) -> T?
    ) throws(SettingsProblem) -> T {
      let found = mapping[key]?.scalar?.string ?? ""
      guard let value = read(found) else {
        throw text.problem(
          mapping[key] ?? node, "\(path).\(key)", "\"\(found)\" is not \(expected)", "Write \(expected).")
      }
      return value
    }
    return TemporaryExemption(
      domain: try value("domain", "a fully qualified domain name") { ListedName.domain($0) },
      network: try value("network", "a network, ADDRESS or ADDRESS/LENGTH") { IPNetwork($0) },
      reason: try value("reason", "a reason of 1 to \(longestReason) printable octets") {
        isReason($0) ? $0 : nil
      },
      end: try value("until", "a time, for instance 2026-12-24T00:00:00Z") { CivilTime(end: $0)?.seconds })
  }
}
