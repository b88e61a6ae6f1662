internal import Reporting
internal import SPF

/// Asks everything that rules want to know about a domain.
struct SubjectGatherer {
  private let domain: DomainName
  private let book: QuestionBook
  private let texts: [PublishedText]?

  /// With `texts`, those take the place of what DNS has at the name.
  init(_ domain: DomainName, book: QuestionBook, texts: [PublishedText]? = nil) {
    self.domain = domain
    self.book = book
    self.texts = texts
  }

  /// The record, what it refers to, and the domain's neighbours.
  func subject() async -> LintSubject {
    var subject = LintSubject()
    subject.domain = domain
    let clock = ContinuousClock()
    let start = clock.now
    var survey = await RecordSurvey.survey(domain, resolver: book)
    subject.surveyTime = start.duration(to: clock.now)
    subject.answer = survey.root.answer
    switch survey.root.answer.status {
    case .records, .noData, .noName: subject.texts = PublishedText.all(in: survey.root.answer)
    case .failure: break
    }
    subject.texts = texts ?? subject.texts
    subject.choose()
    if survey.root.record == nil, let terms = subject.record?.usable, !terms.isEmpty {
      // A term that cannot be read hides nothing that the others refer to.
      let repaired = Array("v=spf1".utf8) + terms.flatMap { [0x20] + $0.octets }
      survey = await RecordSurvey.survey(
        domain, resolver: ProposedResolver(domain: domain, record: repaired, world: book))
    }
    subject.survey = survey
    await askNeighbours(survey)
    subject.answers = await book.answers
    return subject
  }

  private func askNeighbours(_ survey: RecordSurvey) async {
    var questions = DMARCRecord.names(for: domain).map { DNSQuestion($0, .txt) }
    if case .mailExchanges(let list) = await book.answer(to: DNSQuestion(domain, .mx)).records {
      for host in list.prefix(10).map(\.exchange) where host != .root {
        questions += [DNSQuestion(host, .a), DNSQuestion(host, .aaaa)]
        if host.isEqualToOrSubdomain(of: domain) { questions.append(DNSQuestion(host, .txt)) }
      }
    }
    let targets = survey.root.terms.flatMap { TargetNames.of($0, in: domain) }
    for name in Set(targets.map(TargetNames.organisation)).sorted().prefix(40) {
      questions.append(DNSQuestion(name, .ns))
    }
    await ask(questions)
    var subject = LintSubject()
    subject.answers = await book.answers
    let receivers = DMARCRecord.of(domain, subject)?.reportDomains ?? []
    await ask(
      receivers.compactMap { DMARCRecord.authorisation(of: $0, for: domain) }.map { DNSQuestion($0, .txt) })
  }

  private func ask(_ questions: [DNSQuestion]) async {
    await withTaskGroup(of: Void.self) { group in
      for question in Set(questions) {
        group.addTask { _ = await book.answer(to: question) }
      }
    }
  }
}

extension LintSubject {
  /// Takes the one SPF record among ``texts``.
  mutating func choose() {
    let records = (texts ?? []).filter(\.isSPF)
    record = records.count == 1 ? RecordText(records[0].joined, place: records[0].place) : nil
  }
}
