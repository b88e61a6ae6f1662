internal import Reporting
internal import SPF

/// The JSON form of a case: one object a line. Keys are stable; new ones may be added.
public struct CaseDocument: Encodable, Sendable {
  struct Item: Encodable, Sendable {
    let code: EvidenceCode
    let weight: Double
    let weights: [String: Double]
    let detail: String
  }

  struct Edit: Encodable, Sendable {
    let domain: String
    let before: Nullable<String>
    let after: String
    let terms: [String]
    let lookups: Int
    let voidLookups: Int
    let fits: Bool
  }

  struct Setting: Encodable, Sendable {
    let place: String
    let line: String
    let opens: Nullable<Opening>
  }

  struct Window: Encodable, Sendable {
    let notBefore: String
    let notAfter: String
  }

  struct Advice: Encodable, Sendable {
    let audience: Remedy.Audience
    let advice: String
    let edit: Nullable<Edit>
    let settings: [Setting]
    let wanted: Nullable<String>
  }

  let verdict: Verdict
  let confidence: Double
  let causes: [String: Double]
  let domains: [String]
  let clients: [String]
  let clientNames: [String]
  let identity: Identity.Scope
  let messages: Int
  let refused: Int
  let held: Int
  let recipients: [String]
  let recipientCount: Int
  let firstSeen: Nullable<String>
  let lastSeen: Nullable<String>
  let evidence: [Item]
  let resultNow: [String: Int]
  let wouldPassNow: Nullable<Bool>
  let repairedBetween: Nullable<Window>
  let remedy: Advice

  /// So many recipients are written out.
  private static let mostRecipients = 100

  /// The document of `item`.
  public init(_ item: DiagnosedCase) {
    func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
    verdict = item.verdict
    confidence = rounded(item.confidence)
    causes = Dictionary(
      uniqueKeysWithValues: item.ranking.map { ($0.cause.rawValue, rounded($0.probability)) })
    domains = item.domains.map(\.description)
    clients = item.clients.map(\.description)
    clientNames = Set(item.incidents.compactMap(\.clientName)).sorted().map { Printable.text($0) }
    identity = item.scope
    messages = item.messages
    refused = item.refused
    held = item.held
    let all = item.recipients
    recipients = all.prefix(Self.mostRecipients).map { Printable.text($0) }
    recipientCount = all.count
    firstSeen = Nullable(item.first.map(TimeText.machine))
    lastSeen = Nullable(item.last.map(TimeText.machine))
    evidence = item.evidence.map { entry in
      Item(
        code: entry.evidence.code, weight: rounded(entry.weight),
        weights: Dictionary(uniqueKeysWithValues: entry.weights.map { ($0.key.rawValue, $0.value) }),
        detail: entry.evidence.detail)
    }
    resultNow = item.outcomes.reduce(into: [:]) { $0[$1.result.rawValue, default: 0] += 1 }
    wouldPassNow = Nullable(item.wouldPassNow)
    repairedBetween = Nullable(
      item.repairedBetween.map {
        Window(notBefore: TimeText.machine($0.notBefore), notAfter: TimeText.machine($0.notAfter))
      })
    remedy = Advice(
      audience: item.remedy.audience, advice: item.remedy.advice,
      edit: Nullable(
        item.remedy.edit.map { edit in
          Edit(
            domain: edit.domain.description, before: Nullable(edit.before), after: edit.after,
            terms: edit.terms,
            lookups: edit.lookups, voidLookups: edit.voidLookups, fits: edit.fits)
        }),
      settings: item.remedy.settings.map {
        Setting(place: $0.place, line: $0.line, opens: Nullable($0.opens))
      },
      wanted: Nullable(item.remedy.wanted))
  }
}
