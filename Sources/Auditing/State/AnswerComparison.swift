internal import Publishing
internal import SPF

/// What DNS says of a record beside what it said once.
struct AnswerComparison {
  /// The longest text of an answer that is shown.
  private static let longestText = 1_024

  /// What is new.
  private(set) var lines: [RecordStateChange.Line] = []
  /// The answers of now, each with the greatest TTL of both sides that say the same.
  private(set) var answers: [(question: DNSQuestion, answer: DNSAnswer)] = []
  /// Whether nothing but TTLs is new.
  private(set) var isSame = true
  /// The greatest TTL of what was replaced, in seconds.
  private(set) var replacedTTL: UInt32 = 0

  init(_ snapshot: Snapshot, _ meaning: RecordMeaning) {
    let before = Dictionary(snapshot.answers.map { ($0.question, $0.answer) }) { first, _ in first }
    for (question, answer) in meaning.answers {
      var answer = answer
      let then = before[question]
      if let then, Self.words(then) == Self.words(answer) {
        // A cache gives what is left of the TTL: only more than ever was seen is news.
        if answer.ttl > then.ttl {
          let text = Self.text(answer)
          lines.append(.init(question: question, old: text, new: text, ttl: answer.ttl))
        }
        answer.ttl = max(answer.ttl, then.ttl)
      } else {
        replace(question, then, by: answer)
      }
      answers.append((question, answer))
    }
    let asked = Set(meaning.answers.map(\.question))
    for (question, answer) in snapshot.answers where !asked.contains(question) {
      replace(question, answer, by: nil)
    }
  }

  private mutating func replace(_ question: DNSQuestion, _ old: DNSAnswer?, by new: DNSAnswer?) {
    isSame = false
    replacedTTL = max(replacedTTL, old?.ttl ?? 0)
    lines.append(.init(question: question, old: old.map(Self.text), new: new.map(Self.text), ttl: nil))
  }

  /// An answer in words, cut if it is long.
  private static func text(_ answer: DNSAnswer) -> String {
    let parts = words(answer).map { words in
      words.utf8.count > longestText ? "\(words.prefix(longestText))… (\(words.utf8.count) octets)" : words
    }
    guard parts.isEmpty else { return parts.joined(separator: ", ") }
    switch answer.status {
    case .noName: return "(the name does not exist)"
    default: return answer.status == .records ? "(no SPF record)" : "(none)"
    }
  }

  /// The records of an answer in words, in an order that does not depend on the server.
  private static func words(_ answer: DNSAnswer) -> [String] {
    switch answer.records {
    case .none: []
    case .addresses(let list): list.sorted().map(\.description)
    case .mailExchanges(let list): list.map { "\($0.preference) \($0.exchange)" }.sorted()
    case .names(let list): list.sorted().map(\.description)
    case .texts(let list):
      // What is not for SPF is nobody's business here.
      list.map(\.joined).filter { SPFRecord.hasVersion($0) }.map { "\"\(Printable.ascii($0))\"" }.sorted()
    }
  }
}
