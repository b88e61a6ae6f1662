public import DNS
internal import Publishing
internal import Reporting
public import SPF

extension Linter {
  /// Checks a domain: what the resolver and each authoritative server say of it, everything its record refers to,
  /// and what becomes of the mail of `senders`. With `record`, as if that were published there.
  public func lint(
    _ domain: DomainName, record: [UInt8]? = nil, senders: [Sender] = [], resolver: any Resolver,
    connector: (any ServerConnector)? = nil
  ) async -> LintReport {
    let deadline = ContinuousClock.now.advanced(by: time)
    var report = LintReport()
    let world = QuestionBook(resolver, time: time)
    let book =
      record.map {
        QuestionBook(RecordOverlay(base: world, domain: domain, record: $0), time: time)
      } ?? world
    async let asked = servers(domain, world, connector, isWanted: record == nil, deadline)
    var subject = await SubjectGatherer(domain, book: book).subject()
    subject.time = now
    let (outcome, notes) = await asked
    let answers = outcome?.answers
    report.notes += notes
    take(outcome, to: &subject)
    if case .failure(let failure) = subject.answer?.status, answers?.contains(where: \.isUsable) != true {
      report.isIncomplete = true
      report.notes.append("DNS did not answer for \(domain): \(failure).")
    }
    let checker = SenderChecker(senders, domain: domain, time: time)
    subject.senders = await checker.checks(book)
    report.notes += checker.notes
    if let record {
      await compare(with: record, &subject, world, checker)
    } else if let server = answers?.first(where: \.isUsable)?.records, server.count == 1,
      server[0] != subject.record?.octets
    {
      let overlay = RecordOverlay(base: book, domain: domain, record: server[0])
      for (index, result) in await checker.results(overlay).enumerated() {
        subject.senders[index].atServers = result
      }
    }
    subject.answers = await book.answers
    let unasked = await book.unasked
    if unasked > 0 { report.notes.append("Time was over before \(unasked) more questions were asked.") }
    if subject.answers.contains(where: { Self.isOutside($0, $1) }) {
      report.notes.append("Names outside the zone files were not looked up; --follow asks DNS for them.")
    }
    apply(subject, name: domain.description, to: &report)
    return report
  }

  /// Whether a name that the record may refer to was outside of what is to be asked.
  private static func isOutside(_ question: DNSQuestion, _ answer: DNSAnswer) -> Bool {
    guard case .failure(.notAsked) = answer.status else { return false }
    return [.txt, .a, .mx].contains(question.type)
  }

  private func servers(
    _ domain: DomainName, _ resolver: QuestionBook, _ connector: (any ServerConnector)?, isWanted: Bool,
    _ deadline: ContinuousClock.Instant
  ) async -> (ServerSurvey.Outcome?, [String]) {
    guard let connector, isWanted else { return (nil, []) }
    defer { connector.close() }
    let survey = await ServerSurvey(
      domain, resolver: resolver, connector: connector, deadline: deadline, patience: serverPatience,
      isThorough: true
    ).run()
    return (survey, survey.notes)
  }

  /// What the authoritative servers answered, where the resolver has no answer too.
  private func take(_ outcome: ServerSurvey.Outcome?, to subject: inout LintSubject) {
    guard let outcome else { return }
    subject.servers = outcome.answers
    subject.nameServers = outcome.nameServers
    guard subject.texts == nil, let server = outcome.answers?.first(where: \.isUsable) else { return }
    // The resolver has no answer, the servers in charge do: their record can be read, if not followed.
    subject.texts = PublishedText.all(in: server.texts)
    subject.choose()
  }

  /// What is published now, and what the other record changes.
  private func compare(
    with record: [UInt8], _ subject: inout LintSubject, _ world: QuestionBook, _ checker: SenderChecker
  ) async {
    let domain = checker.domain
    let published = await RecordSurvey.survey(domain, resolver: world)
    subject.published = published
    var texts: [PublishedText] = []
    if case .texts(let list) = published.root.answer.records { texts = list.map { PublishedText($0) } }
    subject.texts =
      texts.filter { !$0.isSPF && $0.joined != record } + [PublishedText(TextRecord(strings: [record]))]
    subject.choose()
    for (index, result) in await checker.results(world).enumerated() {
      subject.senders[index].before = result
    }
    guard published.root.record != nil, subject.survey?.root.record != nil else { return }
    let overlay = RecordOverlay(base: world, domain: domain, record: record)
    if let old = try? await RecordMeaning.of(domain, resolver: world),
      let new = try? await RecordMeaning.of(domain, resolver: overlay)
    {
      subject.difference = MeaningDifference(from: old, to: new)
    }
  }
}
