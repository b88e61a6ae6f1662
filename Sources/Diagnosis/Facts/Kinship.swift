internal import SPF

/// How two organisational domains are related by name.
enum Kinship: Sendable, Hashable {
  /// They are the same.
  case same
  /// The same label under another suffix, as `example.com` and `example.jp`.
  case sameLabel
  /// Labels that differ by hyphens only.
  case sameLetters
  /// One label contains the other, or both begin with the same long stem.
  case sameStem
  /// Nothing in common.
  case none

  /// Labels that say what a domain is for, not whose it is: two domains with one of them are no relatives.
  private static let generic: Set<String> = [
    "mail", "email", "smtp", "mx", "web", "www", "host", "hosting", "server", "servers", "cloud", "online",
    "internet", "net", "info", "shop", "news", "post", "home", "static", "data", "group", "service",
    "services", "support", "secure", "login", "account", "bank", "mobile", "webmail", "network", "relay",
  ]
  /// A stem shorter than this says nothing.
  private static let shortestStem = 5

  /// The relation of two organisational domains.
  static func between(_ one: DomainName, _ other: DomainName) -> Kinship {
    if one == other { return .same }
    guard let left = label(of: one), let right = label(of: other) else { return .none }
    if left == right { return left.count >= 3 && !generic.contains(left) ? .sameLabel : .none }
    let (bareLeft, bareRight) = (left.filter { $0 != "-" }, right.filter { $0 != "-" })
    if bareLeft == bareRight {
      return bareLeft.count >= shortestStem && !generic.contains(bareLeft) ? .sameLetters : .none
    }
    let shorter = bareLeft.count < bareRight.count ? bareLeft : bareRight
    let longer = shorter == bareLeft ? bareRight : bareLeft
    if shorter.count >= shortestStem, !generic.contains(shorter), longer.contains(shorter) {
      return .sameStem
    }
    let stem = zip(bareLeft, bareRight).prefix { $0 == $1 }.count
    guard stem >= shortestStem, !generic.contains(String(bareLeft.prefix(stem))) else { return .none }
    // Most of both: a common word such as "mail" at the front is not enough.
    return stem * 4 >= longer.count * 3 ? .sameStem : .none
  }

  private static func label(of name: DomainName) -> String? {
    name.labels.first.map { String(decoding: $0, as: UTF8.self) }
  }
}
