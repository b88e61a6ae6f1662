internal import SPF

/// Answers from a snapshot. What was not asked when it was taken is unknown: a failure.
struct SnapshotResolver: Resolver {
  private let answers: [DNSQuestion: DNSAnswer]

  init(_ snapshot: Snapshot) {
    answers = Dictionary(snapshot.answers.map { ($0.question, $0.answer) }) { first, _ in first }
  }

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    answers[question] ?? .failure(.unreachable("not in the snapshot"))
  }
}
