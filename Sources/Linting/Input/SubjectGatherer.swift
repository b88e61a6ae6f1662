internal import Reporting
internal import SPF

/// Asks everything that rules want to know about a domain.
struct SubjectGatherer {
  private let domain: DomainName
  private let book: QuestionBook
  private let texts: [PublishedText]?
  private let isFromFile: Bool

  /// With `texts`, those take the place of what DNS has at the name.
  init(_ domain: DomainName, book: QuestionBook, isFromFile: Bool = false, texts: [PublishedText]? = nil) {
    self.domain = domain
    self.book = book
    self.texts = texts
    self.isFromFile = isFromFile
  }

  /// The record, what it refers to, and the domain's neighbours.
  func subject() async -> LintSubject {
    var subject = LintSubject()
    subject.domain = domain
    subject.isFromFile = isFromFile
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
        domain, resolver: RecordOverlay(base: book, domain: domain, record: repaired))
    }
    subject.survey = survey
    await askNeighbours(&subject)
    await askReferences(&subject)
    await checkHosts(&subject)
    subject.answers = await book.answers
    return subject
  }

  /// What else is at the domain and at its hosts.
  private func askNeighbours(_ subject: inout LintSubject) async {
    var questions = DMARCRecord.names(for: domain).map { DNSQuestion($0, .txt) }
    questions += [DNSRecordType.mx, .a, .aaaa, .spf].map { DNSQuestion(domain, $0) }
    if !isFromFile, let star = domain.wildcard {
      questions += [DNSRecordType.txt, .mx, .a, .aaaa].map { DNSQuestion(star, $0) }
    }
    await ask(questions)
    subject.answers = await book.answers
    questions = subject.ownHosts.flatMap { host in
      [DNSQuestion(host, .a), DNSQuestion(host, .aaaa)]
        + (host.isEqualToOrSubdomain(of: domain) ? [DNSQuestion(host, .txt)] : [])
    }
    let receivers = DMARCRecord.of(domain, subject)?.reportDomains ?? []
    questions += receivers.compactMap { DMARCRecord.authorisation(of: $0, for: domain) }.map {
      DNSQuestion($0, .txt)
    }
    await ask(questions)
  }

  /// Whether the names that the record refers to are registered, and the names of their servers.
  private func askReferences(_ subject: inout LintSubject) async {
    subject.answers = await book.answers
    let names = TargetNames.organisations(of: subject)
    await ask(names.map { DNSQuestion($0, .ns) })
    subject.answers = await book.answers
    await ask(
      names.flatMap { TargetNames.serverOrganisations(of: $0, subject) }.map { DNSQuestion($0, .ns) })
  }

  /// The results of the addresses of the domain's own hosts.
  private func checkHosts(_ subject: inout LintSubject) async {
    subject.answers = await book.answers
    let checker = SenderChecker([], domain: domain, time: .seconds(600))
    let addresses = subject.ownHosts.flatMap { host -> [IPAddress] in
      let families = [DNSRecordType.a, .aaaa].map { (subject.addresses(of: host, $0) ?? []).prefix(4) }
      // A host with one family cannot lack the other.
      return families.contains { $0.isEmpty } ? [] : families.flatMap { $0 }
    }
    for address in Set(addresses) {
      subject.results[address] = await checker.outcome(address, domain, book).result
    }
  }

  private func ask(_ questions: [DNSQuestion]) async {
    await withTaskGroup(of: Void.self) { group in
      for question in Set(questions) {
        group.addTask { _ = await book.answer(to: question) }
      }
    }
  }
}
