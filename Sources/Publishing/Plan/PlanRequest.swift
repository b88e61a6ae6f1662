public import DNS
public import SPF

/// What `spf plan` is asked for.
public struct PlanRequest: Sendable {
  private let domain: DomainName
  private let adding: [String]
  private let removing: [String]
  private let record: String?
  private let flatten: Bool
  private let allowsLarge: Bool
  private let allowsNewName: Bool
  private let isExample: Bool
  private let timing: PlanTiming
  private let time: Duration

  /// A plan that adds and removes terms, or ends with `record`, or replaces names by networks. With
  /// `allowsLarge` the answer may outgrow what gets through without TCP, with `allowsNewName` the domain need not exist.
  /// In an example addresses for documentation are not spoken of. No part of the questions to DNS takes longer than
  /// `time`.
  public init(
    domain: DomainName, adding: [String], removing: [String], record: String?, flatten: Bool = false,
    allowsLarge: Bool = false, allowsNewName: Bool = false, isExample: Bool = false, timing: PlanTiming,
    time: Duration = .seconds(20)
  ) {
    self.domain = domain
    self.adding = adding
    self.removing = removing
    self.record = record
    self.flatten = flatten
    self.allowsLarge = allowsLarge
    self.allowsNewName = allowsNewName
    self.isExample = isExample
    self.timing = timing
    self.time = time
  }

  /// Reads what is published from `servers` or those in charge, through `connector`, makes the change, and the timetable.
  /// Without a connector `resolver` is taken for the authority.
  public func answer(
    over resolver: any Resolver, servers: [ServerAddress] = [], connector: (any ServerConnector)?
  ) async throws -> ChangePlan {
    try requirePossibleTimes()
    let reader = PublishedTextsReader(
      resolver: resolver, servers: servers, connector: connector, time: time)
    let published = try await reader.read(domain)
    try await requirePlace(published, resolver)
    let maker = ChangeMaker(published, resolver: resolver, allowsLarge: allowsLarge)
    if flatten {
      let (change, validFor) = try await maker.flattening()
      return ChangePlan(flattening: change, validFor: validFor, published: published, timing: timing)
    }
    let change =
      if let record {
        try await maker.change(to: record)
      } else {
        try await maker.change(
          adding: adding, removing: removing, allowsNothing: timing.earlier != nil || timing.moved != nil)
      }
    try requireMended(change)
    let times = await TreeTimesReader(
      resolver: resolver, connector: connector, servers: servers, zone: published.zone,
      end: ContinuousClock.now.advanced(by: time)
    ).read(change.newlyAsked)
    return ChangePlan(
      change, published: published, timing: timing, tree: times,
      remarks: AddedTermRemarks.sentences(on: change, isExample: isExample) + wildcardRemarks(published))
  }

  private func requirePossibleTimes() throws(PlanError) {
    if let moved = timing.moved, moved > timing.now {
      throw PlanError(
        "--moved", "that time is still to come",
        "Give the time at which the new server began; one that is to begin later is --at TIME.")
    }
    if let earlier = timing.earlier, earlier.replaced > timing.now {
      throw PlanError(
        "--published", "that time is still to come",
        "Give the time at which the records were published that are there now.")
    }
  }

  /// Refuses a name at which nothing can, or should, be published.
  private func requirePlace(_ published: PublishedTexts, _ resolver: any Resolver) async throws(PlanError) {
    if let target = published.canonicalName {
      let isOwn = target.isEqualToOrSubdomain(of: published.zone)
      throw PlanError(
        domain.description,
        "it is an alias (CNAME) of \(target), and no TXT record can stand beside a CNAME (RFC 1034 section 3.6.2): its record is that of \(target)",
        "Nothing was planned. Plan for that name: spf plan \(target)"
          + (published.wildcardTypes.isEmpty
            ? "" : " (or, as it has the alias from a wildcard, publish all its records by themselves)")
          + (isOwn
            ? "." : "; if it is another's, ask whoever runs it, or replace the CNAME by records of your own.")
      )
    }
    guard !published.nameExists, !allowsNewName else { return }
    let probe = SpellingProbe(resolver: resolver, end: ContinuousClock.now.advanced(by: time / 2))
    let meant = await probe.meant(by: domain, zone: published.zone)
    throw PlanError(
      domain.description, "there is no such name",
      (meant.map { "Did you mean \($0)? " } ?? "")
        + "Nothing was planned. For a name that is yet to be made add --new-name.")
  }

  private func requireMended(_ change: RecordChange) throws(PlanError) {
    guard change.isRepair, let problem = change.problemsAfter.first else { return }
    throw PlanError(
      domain.description,
      "its record is broken now (\(change.problemsBefore.joined(separator: "; "))), and would still be after the change: \(problem)",
      "Nothing was planned. Repair it with the same change: --remove the term that is the cause, or give the whole record with --record; see spf lint \(domain)."
    )
  }

  /// What becomes of a name that has everything from a wildcard.
  private func wildcardRemarks(_ published: PublishedTexts) -> [String] {
    guard !published.wildcardTypes.isEmpty else { return [] }
    let types = published.wildcardTypes.map(\.description).sorted().joined(separator: ", ")
    let others = published.wildcardTypes.subtracting([.txt]).map(\.description).sorted()
    return [
      "What \(domain) has (\(types)) comes from a wildcard (RFC 4592). Publishing here makes a record of its own, and from then on the wildcard gives this name nothing"
        + (others.isEmpty
          ? "." : ": publish \(others.joined(separator: ", ")) records of its own in the same moment.")
    ]
  }
}
