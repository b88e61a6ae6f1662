internal import SPF

/// Finds out what becomes of the mail of senders.
struct SenderChecker {
  let domain: DomainName
  private let senders: [Sender]
  private let evaluator: Evaluator
  /// What a person should know about it.
  let notes: [String]

  /// More senders than anybody has; each costs an evaluation.
  private static let limit = 1000

  /// A checker; one evaluation takes no longer than `time`.
  init(_ senders: [Sender], domain: DomainName, time: Duration) {
    self.domain = domain
    self.senders = Array(senders.prefix(Self.limit))
    notes =
      senders.count > Self.limit
      ? ["\(senders.count) senders were given; \(Self.limit) of them were checked."] : []
    var limits = Limits.rfc7208
    limits.time = time
    evaluator = Evaluator(limits: limits)
  }

  /// Each sender with the outcomes for its mail.
  func checks(_ resolver: some Resolver) async -> [SenderCheck] {
    var out: [SenderCheck] = []
    for sender in senders {
      let own = await outcome(sender.address, domain, resolver)
      var other: CheckOutcome?
      if let name = sender.returnPath, name != domain {
        other = await outcome(sender.address, name, resolver)
      }
      out.append(SenderCheck(sender: sender, own: own, returnPath: other))
    }
    return out
  }

  /// The result of each sender for the domain.
  func results(_ resolver: some Resolver) async -> [SPFResult] {
    var out: [SPFResult] = []
    for sender in senders { out.append(await outcome(sender.address, domain, resolver).result) }
    return out
  }

  /// What a receiver finds for mail of `postmaster`, from a host that says HELO with the name of the domain.
  func outcome(
    _ address: IPAddress, _ domain: DomainName, _ resolver: some Resolver
  ) async -> CheckOutcome {
    var name: [UInt8] = []
    domain.appendPresentation(to: &name)
    return await evaluator.check(
      CheckRequest(
        .mailFrom(utf8: Array("postmaster@".utf8) + name, helo: name), client: address), resolver: resolver)
  }
}
