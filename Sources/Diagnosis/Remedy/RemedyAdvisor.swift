internal import Reporting
internal import SPF

/// Says what to do about a case.
struct RemedyAdvisor {
  let editor: RecordEditor
  let receiver: ReceiverFacts
  /// More clients than this are not put into one remedy.
  static let mostClients = 8

  /// The remedy for `item`, whose incidents are `subjects`.
  func remedy(for item: DiagnosedCase, subjects: [Subject]) async -> Remedy {
    switch item.verdict {
    case .staleRecord: await staleRecord(item, subjects)
    case .brokenRecord: await brokenRecord(item, subjects)
    case .forwarded: forwarded(item, subjects)
    case .forged:
      Remedy(
        .nobody, "SPF refused mail that its alleged sender did not send. Do not tell the sender.")
    case .dnsTrouble: dnsTrouble(item, subjects)
    case .hiddenClient: hiddenClient(item, subjects)
    case .unauthenticatedLocal: local(item, subjects)
    case .unknown:
      Remedy(
        .nobody,
        "The evidence does not decide: \(item.ranking.prefix(2).map { "\($0.cause.rawValue) \(Int($0.probability * 100)) %" }.joined(separator: ", ")).",
        wanted: Self.wanted(item))
    }
  }

  private func staleRecord(_ item: DiagnosedCase, _ subjects: [Subject]) async -> Remedy {
    let domain = item.domain
    let settings = senderExemption(item, subjects)
    if item.wouldPassNow == true {
      return Remedy(
        .nobody,
        "The record of \(domain) was repaired since\(Self.since(item)): the same mail would pass now.",
        settings: [])
    }
    let failing = item.incidents.filter { incident in incident.key.domain == domain }
    let clients = Array(Set(failing.map(\.key.client)).sorted().prefix(Self.mostClients))
    // Only a mail service has a record for others; a company's own server is named by its address.
    let isService = item.evidence.contains {
      [.mailExchangeAtSameProvider, .providerPassesElsewhere].contains($0.evidence.code)
    }
    let providers = isService ? Array((subjects.first?.providerOrganisations ?? []).sorted().prefix(2)) : []
    let edit = await editor.adding(clients, to: domain, providers: providers)
    var advice =
      "The owner of \(domain) should add \(edit?.terms.joined(separator: " ") ?? "the server") to its record."
    if let edit, !edit.fits,
      edit.lookups > Limits.rfc7208.lookups || edit.voidLookups > Limits.rfc7208.voidLookups
    {
      advice +=
        " The record is over its limits (\(edit.lookups) of 10 lookups, \(edit.voidLookups) of 2 void lookups): something must go, too."
    }
    if item.scope == .helo {
      advice += " What fails is the HELO identity: the record is that of the server's own name."
    }
    var remedy = Remedy(.sender, advice, edit: edit, settings: settings)
    var advised = item
    advised.remedy = remedy
    if advised.namesHostOfService {
      remedy.advice +=
        " The client seems to be one host of a service that sends from others, too: rather than its address, add the include: that the service publishes for its customers, which covers all of them."
    }
    return remedy
  }

  private func brokenRecord(_ item: DiagnosedCase, _ subjects: [Subject]) async -> Remedy {
    let subject = subjects[0]
    let problem = item.outcomes.first { $0.result == .permerror }?.problem
    let domain = problem?.domain ?? item.domain
    let settings = senderExemption(item, subjects)
    guard let problem else {
      let voids =
        subject.survey.map { "\($0.lookups) of 10 lookups, \($0.voidLookups) of 2 void lookups" } ?? ""
      return Remedy(
        .sender,
        "The owner of \(domain) should simplify the record: evaluated strictly it is \(item.outcomes.first.map { "\($0.result)" } ?? "not known") now (\(voids)), but not every receiver's software agrees. Networks (ip4:, ip6:) before a, mx and include spare lookups."
          + (item.repairedBetween.map { " If the record was repaired, then \($0.sentence)." } ?? ""),
        edit: await reordered(subject, clients: item.clients), settings: settings)
    }
    switch problem.code {
    case .syntax(let error):
      let answer = await editor.resolver.answer(to: DNSQuestion(domain, .txt))
      var edit: RecordEdit?
      if case .invalid(_, let text) = answer.selection, let repaired = RecordRepair.repair(text) {
        edit = await editor.checked(
          domain, before: Printable.text(text), after: repaired.record, terms: repaired.terms,
          clients: item.clients)
      }
      return Remedy(
        .sender, "The owner of \(domain) should correct \(problem.term ?? "the record"). \(error.remedy)",
        edit: edit, settings: settings)
    case .multipleRecords:
      var edit: RecordEdit?
      let answer = await editor.resolver.answer(to: DNSQuestion(domain, .txt))
      if case .texts(let list) = answer.records,
        let merged = RecordRepair.merge(list.map(\.joined).filter { SPFRecord.hasVersion($0) })
      {
        edit = await editor.checked(domain, before: nil, after: merged, terms: [], clients: item.clients)
      }
      return Remedy(
        .sender, "The owner of \(domain) should publish one SPF record instead of several.", edit: edit,
        settings: settings)
    case .lookupLimit, .voidLookupLimit, .mailExchangeLimit:
      return Remedy(
        .sender,
        "The owner of \(domain) should remove terms that are not needed, or write networks (ip4:, ip6:) instead of names: \(problem).",
        settings: settings)
    default:
      return Remedy(
        .sender, "The owner of \(domain) should correct the record: \(problem).", settings: settings)
    }
  }

  /// The record with its networks before what needs DNS, if that lets the clients pass; their order changes nothing
  /// if every term before `all` has the same qualifier.
  private func reordered(_ subject: Subject, clients: [IPAddress]) async -> RecordEdit? {
    guard let record = subject.survey?.root.record else { return nil }
    var networks: [String] = []
    var others: [String] = []
    for (index, term) in record.terms.enumerated() {
      guard let directive = term.directive else {
        others.append(record.text(ofTerm: index))
        continue
      }
      let isNetwork = !directive.mechanism.causesLookup && directive.mechanism != .all
      if directive.mechanism != .all, directive.qualifier != .pass { return nil }
      if isNetwork {
        networks.append(record.text(ofTerm: index))
      } else {
        others.append(record.text(ofTerm: index))
      }
    }
    let text = (["v=spf1"] + networks + others).joined(separator: " ")
    guard !networks.isEmpty, text != record.description else { return nil }
    return await editor.checked(
      subject.name, before: record.description, after: text, terms: networks, clients: clients)
  }

  private func dnsTrouble(_ item: DiagnosedCase, _ subjects: [Subject]) -> Remedy {
    let question = item.outcomes.compactMap(\.problem?.question).first
    let isOurs = item.evidence.contains { $0.evidence.code == .dnsFailsForMany }
    let name = question?.description ?? "\(item.domain) TXT"
    if isOurs {
      return Remedy(
        .receiver,
        "Several senders at once: look at the receiver's own resolver and at the firewall before it (UDP and TCP port 53)."
      )
    }
    return Remedy(
      .receiver,
      "Ask for \(name) over UDP and over TCP, here and from elsewhere. If it is answered elsewhere or over TCP only, let TCP port 53 and EDNS through the firewall; if it is answered nowhere, the owner of \(item.domain) has to repair his name servers. Until then answer temperror with a deferral, so that the sender tries again.",
      settings: [.init(place: "spf serve", line: "--temperror-defer")])
  }

  private static func since(_ item: DiagnosedCase) -> String {
    item.repairedBetween.map { ", \($0.sentence)" }
      ?? item.last.map { ", after \(TimeText.day($0))" } ?? ""
  }

  /// The observation that would tell the two most likely causes apart.
  private static func wanted(_ item: DiagnosedCase) -> String {
    let causes = Set(item.ranking.prefix(2).map(\.cause))
    if causes == [.forged, .staleRecord] {
      return
        "Ask a recipient whether he expected the mail, or look for a DKIM signature of \(item.domain): with one it is a server that the record does not cover."
    }
    if causes == [.forged, .forwarded] {
      return
        "Ask a recipient whether he has his mail forwarded from another address, or look for the Received fields of another receiver in an accepted message."
    }
    if causes == [.forwarded, .staleRecord] {
      return
        "See whether the same client also carries mail of unrelated senders to the same recipient: then it forwards."
    }
    if causes.contains(.hiddenClient) || causes.contains(.unauthenticatedLocal) {
      return
        "Tell which addresses are your own with --own-address or --own-network, and which domains with --receiver-domain."
    }
    return "Read a message with its header fields, or ask its recipient."
  }
}
