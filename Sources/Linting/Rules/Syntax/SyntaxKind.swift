internal import SPF

/// Which rule a malformed term belongs to, so that each is reported once.
enum SyntaxKind: Sendable {
  case character, unknownTerm, network, missingArgument, modifier, macro, domain

  /// The kind of each malformed term of `record`, by its index.
  static func kinds(_ record: RecordText) -> [(
    index: Int, term: TermText, mistake: TermText.Mistake, kind: SyntaxKind
  )] {
    let split = Set(SplitTerm.all(in: record).flatMap(\.indices))
    return record.terms.enumerated().compactMap { index, term in
      guard let mistake = term.mistake, !split.contains(index) else { return nil }
      return (index, term, mistake, kind(of: term, mistake))
    }
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
}
