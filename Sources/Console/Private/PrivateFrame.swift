/// What every page of the console has: the frame, and the words of its template.
struct PrivateFrame: Sendable {
  /// An entry of a list of links of which one is where one is.
  struct Choice: Sendable {
    let name: String
    let link: String
    let isCurrent: Bool
  }

  /// The pages of the menu, in its order.
  enum Place: String, Sendable, CaseIterable {
    case overview = "/"
    case cases = "/cases"
    case domains = "/domains"
    case check = "/check"
    case live = "/live"
    case exemptions = "/exemptions"

    var name: Phrase {
      switch self {
      case .overview: Phrase("Overview", "概要")
      case .cases: Phrase("Cases", "ケース")
      case .domains: Phrase("Domains", "ドメイン")
      case .check: Phrase("Check", "検査")
      case .live: Phrase("Live", "ライブ")
      case .exemptions: Phrase("Exemptions", "除外")
      }
    }
  }

  /// The menu at `place`.
  static func menu(_ place: Place?, language: Language, hasExemptions: Bool) -> [PageFrame.MenuItem] {
    Place.allCases.filter { hasExemptions || $0 != .exemptions }.map {
      PageFrame.MenuItem(name: $0.name[language], link: $0.rawValue, isCurrent: $0 == place)
    }
  }
}
