/// Tells which cases of one diagnosis after another are new, or have another verdict than before.
public struct CaseNews: Sendable {
  private var verdicts: [IncidentKey: Verdict] = [:]

  /// Nothing is known yet.
  public init() {}

  /// The news in `diagnosis`. One more client of a case that is known is none.
  public mutating func take(_ diagnosis: Diagnosis) -> [DiagnosedCase] {
    var news: [DiagnosedCase] = []
    for item in diagnosis.cases {
      let before = Set(item.incidents.compactMap { verdicts[$0.key] })
      if before != [item.verdict] { news.append(item) }
    }
    // What is no longer looked into is forgotten, so that this does not grow with the log.
    verdicts = [:]
    for item in diagnosis.cases {
      for incident in item.incidents { verdicts[incident.key] = item.verdict }
    }
    return news
  }
}
