public import DNS
internal import Reporting
public import SPF

/// Applies the rules.
public struct Linter: Sendable {
  /// Identifiers of rules that are not applied.
  private let ignored: Set<String>
  /// The time for all questions together.
  private let time: Duration

  /// More names of one zone file are not looked at.
  private static let nameLimit = 2000
  /// More findings of one rule about one name are not listed.
  private static let findingLimit = 200
  /// More findings altogether are not listed: nobody reads them.
  var totalLimit = 20_000

  /// A linter that leaves out the rules `ignored`, see ``Rule/named(_:)``.
  public init(ignoring ignored: Set<String> = [], time: Duration = .seconds(60)) {
    self.ignored = ignored
    self.time = time
  }

  /// Checks the text of a record. Nobody is asked.
  public func lint(record octets: [UInt8]) -> LintReport {
    var subject = LintSubject()
    let text = PublishedText(TextRecord(strings: [octets]))
    subject.texts = [text]
    subject.choose()
    var report = LintReport()
    apply(subject, name: "the record", to: &report)
    return report
  }

  /// Checks a domain: what the resolver and each authoritative server say of it, and everything its record refers
  /// to. With `record`, as if that were published there.
  public func lint(
    _ domain: DomainName, record: [UInt8]? = nil, resolver: any Resolver,
    connector: (any ServerConnector)? = nil
  ) async -> LintReport {
    let deadline = ContinuousClock.now.advanced(by: time)
    var report = LintReport()
    let world = QuestionBook(resolver, time: time)
    let book =
      record.map {
        QuestionBook(ProposedResolver(domain: domain, record: $0, world: world), time: time)
      } ?? world
    async let asked = servers(domain, world, connector, isWanted: record == nil, deadline)
    var subject = await SubjectGatherer(domain, book: book).subject()
    if let record {
      subject.published = await RecordSurvey.survey(domain, resolver: world)
      subject.texts =
        (subject.texts ?? []).filter { !$0.isSPF && $0.joined != record } + [
          PublishedText(TextRecord(strings: [record]))
        ]
      subject.choose()
    }
    let (answers, notes) = await asked
    subject.servers = answers
    report.notes += notes
    if subject.texts == nil, let server = answers?.first(where: \.isUsable) {
      // The resolver has no answer, the servers in charge do: their record can be read, if not followed.
      subject.texts = PublishedText.all(in: server.texts)
      subject.choose()
    }
    if case .failure(let failure) = subject.answer?.status, answers?.contains(where: \.isUsable) != true {
      report.isIncomplete = true
      report.notes.append("DNS did not answer for \(domain): \(failure).")
    }
    let unasked = await book.unasked
    if unasked > 0 { report.notes.append("Time was over before \(unasked) more questions were asked.") }
    apply(subject, name: domain.description, to: &report)
    return report
  }

  private func servers(
    _ domain: DomainName, _ resolver: QuestionBook, _ connector: (any ServerConnector)?, isWanted: Bool,
    _ deadline: ContinuousClock.Instant
  ) async -> ([ServerAnswer]?, [String]) {
    guard let connector, isWanted else { return (nil, []) }
    defer { connector.close() }
    let survey = await ServerSurvey(
      domain, resolver: resolver, connector: connector, deadline: deadline
    ).run()
    return (survey.answers, survey.notes)
  }

  /// Checks a zone file, and each of `domains` as it would be published, or each name with a record if there are
  /// none. What the file does not hold is asked of `world`, or of nobody.
  public func lint(
    _ sheet: ZoneSheet, domains: [DomainName] = [], world: (any Resolver)? = nil
  ) async -> LintReport {
    var report = LintReport()
    applyZone(sheet, to: &report)
    let outside = QuestionBook(world ?? OutsideResolver(), time: time)
    let book = QuestionBook(FileResolver(sheet, world: outside), time: time)
    var names = domains.isEmpty ? sheet.names : domains
    if names.count > Self.nameLimit {
      report.notes.append(
        "The file has \(names.count) names with records; \(Self.nameLimit) of them were checked.")
      names = Array(names.prefix(Self.nameLimit))
    }
    let texts = sheet.textsByName
    for name in names {
      // As written, with places; the data that were read have none.
      var subject = await SubjectGatherer(name, book: book, texts: sheet.holds(name) ? texts[name] : nil)
        .subject()
      if world != nil, name == sheet.apex { subject.nameServers = await nameServers(sheet, name, outside) }
      subject.surveyTime = world == nil ? nil : subject.surveyTime
      apply(subject, name: name.description, to: &report)
    }
    if names.isEmpty { report.notes.append("\(Printable.text(sheet.file)) holds no SPF record.") }
    let skipped = await outside.answers.keys.filter { [.txt, .a, .mx].contains($0.type) }.count
    if world == nil, skipped > 0 {
      report.notes.append("Names outside the file were not looked up; --follow asks DNS for them.")
    }
    return report
  }

  private func nameServers(
    _ sheet: ZoneSheet, _ apex: DomainName, _ world: QuestionBook
  ) async -> (file: Set<DomainName>, world: Set<DomainName>)? {
    guard case .names(let file)? = sheet.content.data.entries[apex]?.records[.ns]?.data,
      case .names(let list) = await world.answer(to: DNSQuestion(apex, .ns)).records
    else { return nil }
    return (Set(file), Set(list))
  }

  /// Applies the rules for a domain or a record.
  func apply(_ subject: LintSubject, name: String, to report: inout LintReport) {
    report.subjects.append(name)
    for rule in Rule.all where !ignored.contains(rule.id) {
      guard case .domain(let check) = rule.check else { continue }
      add(check(subject), rule: rule, name: name, to: &report)
    }
  }

  private func applyZone(_ sheet: ZoneSheet, to report: inout LintReport) {
    report.subjects.append(Printable.text(sheet.file))
    for rule in Rule.all where !ignored.contains(rule.id) {
      guard case .zone(let check) = rule.check else { continue }
      add(check(sheet), rule: rule, name: sheet.file, to: &report)
    }
  }

  private func add(_ notes: [Note], rule: Rule, name: String, to report: inout LintReport) {
    guard report.findings.count < totalLimit else {
      let sentence = "There are more than \(totalLimit) findings; the others are not listed."
      if !notes.isEmpty, report.notes.last != sentence { report.notes.append(sentence) }
      return
    }
    report.findings += notes.prefix(Self.findingLimit).map { Finding($0, rule: rule, name: name) }
    if notes.count > Self.findingLimit {
      report.notes.append(
        "\(notes.count - Self.findingLimit) more findings of \(rule.id) about \(Printable.text(name)) are not listed."
      )
    }
  }
}
