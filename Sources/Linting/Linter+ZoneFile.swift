internal import DNS
public import SPF

extension Linter {
  /// More names of one zone file are not looked at.
  private static let nameLimit = 2000

  /// Checks a zone file, and each of `domains` as it would be published, or each name with a record if there are
  /// none. What the file does not hold is asked of `world`, or of nobody. `senders` send for all of the domains.
  public func lint(
    _ sheet: ZoneSheet, domains: [DomainName] = [], senders: [Sender] = [], world: (any Resolver)? = nil
  ) async -> LintReport {
    var report = LintReport()
    apply(sheet, to: &report)
    let outside = QuestionBook(world ?? UnaskedResolver("it is outside the zone file"), time: time)
    let data = sheet.content.data
    let extent = ZoneExtent(data, apexes: Set([sheet.apex].compactMap { $0 }))
    let book = QuestionBook(ZoneFilesResolver(data, extents: [extent], world: outside), time: time)
    var names = domains.isEmpty ? sheet.names : domains
    if names.count > Self.nameLimit {
      report.notes.append(
        "The file has \(names.count) names with records; \(Self.nameLimit) of them were checked.")
      names = Array(names.prefix(Self.nameLimit))
    }
    let texts = sheet.textsByName
    for name in names {
      // As written, with places; the data that were read have none.
      var subject = await SubjectGatherer(
        name, book: book, isFromFile: true, texts: sheet.holds(name) ? texts[name] : nil
      ).subject()
      if world != nil { await ask(outside, about: name, sheet, &subject) }
      subject.surveyTime = world == nil ? nil : subject.surveyTime
      let checker = SenderChecker(senders, domain: name, time: time)
      subject.senders = await checker.checks(book)
      if name == names.first { report.notes += checker.notes }
      apply(subject, name: name.description, to: &report)
    }
    if names.isEmpty { report.notes.append("\(Printable.text(sheet.file)) holds no SPF record.") }
    let skipped = await outside.answers.keys.filter { [.txt, .a, .mx].contains($0.type) }.count
    if world == nil, skipped > 0 {
      report.notes.append("Names outside the file were not looked up; --follow asks DNS for them.")
    }
    return report
  }

  /// What DNS has of the zone that the file is to become.
  private func ask(
    _ world: QuestionBook, about name: DomainName, _ sheet: ZoneSheet, _ subject: inout LintSubject
  ) async {
    guard let apex = sheet.apex, sheet.holds(name) else { return }
    if name == apex, case .names(let file)? = sheet.content.data.entries[apex]?.records[.ns]?.data,
      case .names(let list) = await world.answer(to: DNSQuestion(apex, .ns)).records
    {
      subject.nameServers = NameServerSets(zone: Set(file), world: Set(list))
    }
    subject.world = WorldZone(
      texts: await world.answer(to: DNSQuestion(name, .txt)),
      serial: await world.answer(to: DNSQuestion(apex, .soa)).details.serial,
      fileSerial: sheet.content.data.serials[apex])
  }
}
