internal import SPF

/// A case in words of both languages, for whoever makes a page of it. Texts quote what others sent; they are made safe
/// for a terminal, not for HTML.
public struct CaseReading: Sendable {
  /// Words in English and in Japanese.
  public struct Words: Sendable, Hashable {
    /// In English.
    public let english: String
    /// In Japanese.
    public let japanese: String
  }

  /// One observation.
  public struct Line: Sendable {
    /// What kind it is.
    public let code: EvidenceCode
    /// What it adds to the logarithm of the odds of the verdict against the next likely cause.
    public let weight: Double
    /// The sentence.
    public let words: Words
  }

  /// What the verdict means.
  public let meaning: Words
  /// What to do.
  public let advice: Words
  /// For an undecided case: what would settle it.
  public let wanted: Words?
  /// What the case rests on, as one reads it.
  public let evidence: [Line]

  /// The words of `item`.
  public init(_ item: DiagnosedCase) {
    meaning = Self.meaning(of: item.verdict)
    advice = Words(english: item.remedy.advice, japanese: JapaneseAdvice.text(item))
    wanted = item.remedy.wanted.map { Words(english: $0, japanese: JapaneseAdvice.wanted(item)) }
    evidence = item.evidenceToRead.map { entry in
      Line(
        code: entry.evidence.code, weight: entry.weight,
        words: Words(english: entry.evidence.detail, japanese: JapaneseEvidence.text(entry.evidence)))
    }
  }

  /// What a verdict means.
  public static func meaning(of verdict: Verdict) -> Words {
    Words(english: VerdictText.english(verdict), japanese: VerdictText.japanese(verdict))
  }
}
