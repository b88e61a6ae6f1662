internal import SPF

/// Evidence in Japanese: what kind it is, and the facts that its sentence quotes, which are left as they are.
enum JapaneseEvidence {
  /// More facts than this are not repeated.
  private static let mostFacts = 6

  /// `evidence` as a line.
  static func text(_ evidence: Evidence) -> String {
    let title = EvidenceTitles.japanese(evidence.code)
    let found = facts(evidence)
    return found.isEmpty ? title : "\(title): \(found.joined(separator: "、"))"
  }

  private static func facts(_ evidence: Evidence) -> [String] {
    switch evidence.code {
    case .recordBroken, .dnsFailsNow, .resultPermerror, .recordNotASCII:
      // What a program said is quoted whole.
      guard let range = evidence.detail.firstRange(of: ": ") else { return [] }
      return [String(evidence.detail[range.upperBound...].trimmingSuffix { $0 == "." })]
    case .resultNotAuthorised: return quoted(evidence.detail) + results(evidence.detail)
    case .heloBareWord:
      return evidence.detail.split(separator: " ").last.map { [String($0.trimmingSuffix { $0 == "." })] }
        ?? []
    default: return quoted(evidence.detail) + [counts(evidence)].compactMap { $0 }
    }
  }

  /// The names, addresses and terms in `sentence`, each once, in their order.
  private static func quoted(_ sentence: String) -> [String] {
    var seen: Set<String> = []
    let words = sentence.split(separator: " ").map { word in
      word.trimmingPrefix { "(\"".contains($0) }.trimmingSuffix { "(),:;.\"".contains($0) }
    }
    return words.filter { isFact($0) }.map(String.init).filter { seen.insert($0).inserted }.prefix(mostFacts)
      .map(\.self)
  }

  private static func isFact(_ word: Substring) -> Bool {
    if IPAddress(String(word)) != nil || IPNetwork(String(word)) != nil { return true }
    if word.contains("@") || word.contains(":") { return true }
    return word.contains(".") && word.contains { $0.isLetter } && DomainName(String(word)) != nil
  }

  /// `fail 2`: how often each result was logged.
  private static func results(_ sentence: String) -> [String] {
    let words = sentence.split { " ,.".contains($0) }
    return zip(words, words.dropFirst()).filter { pair in
      SPFResult(rawValue: String(pair.0)) != nil && Int(pair.1) != nil
    }.map { "\($0) \($1) 回" }
  }

  /// The numbers of the sentence with what they count; nil if it counts something else.
  private static func counts(_ evidence: Evidence) -> String? {
    let units: [String]
    switch evidence.code {
    case .dnsFailsForMany: units = ["ドメイン"]
    case .manyDomainsFromClient, .manySendersOneRecipient, .hostOfManySenders: units = ["組織"]
    case .heloOfEachSender: units = ["送信者"]
    case .severalRecipients: units = ["受信者"]
    case .sharedHost: units = ["組織", "受信者"]
    case .manyClientsForDomain: units = ["送信元", "ネットワーク"]
    case .othersServed: units = ["通"]
    case .burst: units = ["通", "受信者"]
    case .seenOverDays: units = ["日"]
    case .severalPeople, .severalPeopleOverDays, .genuineMailboxes: units = ["人"]
    case .retriesLikeAQueue, .resultTemperror, .dmarcPasses, .dkimPasses, .userAuthenticated: units = ["回"]
    case .clientIsGateway: units = ["接続"]
    default: return nil
    }
    let numbers = evidence.detail.split { " (),.".contains($0) }.compactMap { Int($0) }
    guard numbers.count >= units.count else { return nil }
    return zip(numbers, units).map { "\($0) \($1)" }.joined(separator: "、")
  }
}

extension StringProtocol where SubSequence == Substring {
  /// Without the characters at the end that `isLeftOut`.
  fileprivate func trimmingSuffix(while isLeftOut: (Character) -> Bool) -> Substring {
    var rest = self[...]
    while let last = rest.last, isLeftOut(last) { rest.removeLast() }
    return rest
  }
}
