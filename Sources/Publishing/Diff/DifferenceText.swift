public import Reporting
internal import SPF

/// A difference for a person at a shell.
public struct DifferenceText {
  private let difference: MeaningDifference
  private let style: TextStyle
  private static let mostNetworks = 12

  private enum News {
    case good, bad, plain
  }

  /// The text of `difference`.
  public init(_ difference: MeaningDifference, style: TextStyle = .plain) {
    self.difference = difference
    self.style = style
  }

  /// Who gains and who loses each result, by term; ends with a line feed.
  public var full: String {
    guard !difference.isEqual else { return equality + "\n" }
    var lines: [String] = []
    let certain = difference.changes.filter { $0.isCertain && ($0.old.result ?? $0.new.result) != nil }
    let order = SPFResult.inOrderOfInterest
    for old in order {
      for new in order {
        let these = certain.filter { $0.old.result == old && $0.new.result == new }
        let news: News = old == .pass ? .bad : new == .pass ? .good : .plain
        section(Self.title(old, new), these, Self.union(these), news, &lines)
      }
    }
    let mixed = difference.changes.filter { !$0.isCertain || ($0.old.result ?? $0.new.result) == nil }
    section("which may change, depending on the message", mixed, Self.union(mixed), .plain, &lines)
    return lines.joined(separator: "\n") + "\n"
  }

  private var equality: String {
    var text =
      "Equal: each of the IPv4 and IPv6 addresses there are gets the same result from both. This is proved, not sampled."
    if !difference.remainder.isEmpty {
      text +=
        "\nFor terms that depend on the message it is proved given that they match the same messages on both sides: "
        + difference.remainder.map(\.description).joined(separator: ", ")
    }
    return text
  }

  private func section(
    _ title: String, _ changes: [MeaningDifference.Change], _ total: NetworkSet,
    _ news: News, _ lines: inout [String]
  ) {
    guard !changes.isEmpty else { return }
    let heading = "\(CountText.describe(total)) \(title)"
    switch news {
    case .good: lines.append(style.good(heading))
    case .bad: lines.append(style.bad(heading))
    case .plain: lines.append(style.bold(heading))
    }
    for change in changes {
      let prefixes = change.addresses.prefixes
      let names = prefixes.prefix(Self.mostNetworks).map(\.description).joined(separator: " ")
      let more = prefixes.count - min(prefixes.count, Self.mostNetworks)
      lines.append("  \(names)\(more > 0 ? " and \(more) more networks" : "")")
      lines.append(style.faint("    was \(change.old); becomes \(change.new)"))
    }
  }

  private static func title(_ old: SPFResult?, _ new: SPFResult?) -> String {
    let (before, after) = (
      old?.rawValue ?? "what the message decides", new?.rawValue ?? "what the message decides"
    )
    if old == .pass { return "losing pass, for \(after)" }
    if new == .pass { return "gaining pass, instead of \(before)" }
    return "changing from \(before) to \(after)"
  }

  private static func union(_ changes: [MeaningDifference.Change]) -> NetworkSet {
    NetworkSet(ranges: changes.flatMap(\.addresses.ranges))
  }
}

extension SPFResult {
  /// What a postmaster looks for first comes first; nil is what depends on the message.
  fileprivate static let inOrderOfInterest: [SPFResult?] =
    [pass, fail, softfail, neutral, SPFResult.none, permerror, temperror].map { $0 } + [nil]
}
