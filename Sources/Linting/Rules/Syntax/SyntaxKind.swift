internal import SPF

/// Which rule a malformed term belongs to, so that each is reported once.
enum SyntaxKind: Sendable {
  case character, unknownTerm, network, missingArgument, straySpace, modifier, macro, domain

  /// The kind of each malformed term of `record`, by its index.
  static func kinds(_ record: RecordText) -> [(
    index: Int, term: TermText, mistake: TermText.Mistake, kind: SyntaxKind
  )] {
    var out: [(index: Int, term: TermText, mistake: TermText.Mistake, kind: SyntaxKind)] = []
    var skipped: Int?
    for (index, term) in record.terms.enumerated() {
      guard let mistake = term.mistake, index != skipped else { continue }
      let next = index + 1 < record.terms.count ? record.terms[index + 1] : nil
      var kind = kind(of: term, mistake)
      if [.missingArgument, .unknownTerm, .domain, .network].contains(kind), isSplit(term, next) {
        kind = .straySpace
        // What follows belongs to it.
        if next?.content == nil { skipped = index + 1 }
      }
      out.append((index, term, mistake, kind))
    }
    return out
  }

  private static func kind(of term: TermText, _ mistake: TermText.Mistake) -> SyntaxKind {
    let text = term.folded
    switch mistake.code {
    case .invalidCharacter: return .character
    case .unknownMechanism, .invalidTerm: return .unknownTerm
    case .unexpectedArgument: return text.hasPrefix("ptr") ? .missingArgument : .unknownTerm
    case .missingArgument: return .missingArgument
    case .invalidIPv4Network, .invalidIPv6Network, .invalidPrefixLength: return .network
    case .qualifiedModifier, .duplicateModifier: return .modifier
    case .invalidMacro, .explanationMacro: return .macro
    case .invalidDomainEnd:
      let hasLength =
        text.split(separator: "/").last.map { $0.utf8.allSatisfy(RecordLetters.isDigit) } == true
      return hasLength && (text.hasPrefix("include:") || text.hasPrefix("exists:"))
        ? .missingArgument : .domain
    case .tooLong: return .unknownTerm
    }
  }

  /// Whether a blank stands inside what was meant as one term.
  private static func isSplit(_ term: TermText, _ next: TermText?) -> Bool {
    guard let next, let last = term.octets.last, let first = next.octets.first else { return false }
    let signs: [UInt8] = [0x3a, 0x3d, 0x2f]
    if signs.contains(last) { return next.content == nil || next.modifier != nil }
    return signs.contains(first)
  }
}
