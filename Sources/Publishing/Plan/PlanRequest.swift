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
  private let timing: PlanTiming

  /// A plan that adds and removes terms, or ends with `record`, or replaces names by networks. With
  /// `allowsLarge` the answer may outgrow what gets through without TCP.
  public init(
    domain: DomainName, adding: [String], removing: [String], record: String?, flatten: Bool = false,
    allowsLarge: Bool = false, timing: PlanTiming
  ) {
    self.domain = domain
    self.adding = adding
    self.removing = removing
    self.record = record
    self.flatten = flatten
    self.allowsLarge = allowsLarge
    self.timing = timing
  }

  /// Reads what is published from `servers` or those in charge, through `connector`, makes the change, and the timetable.
  /// Without a connector `resolver` is taken for the authority.
  public func answer(
    over resolver: any Resolver, servers: [ServerAddress] = [], connector: (any ServerConnector)?
  ) async throws -> ChangePlan {
    let reader = PublishedTextsReader(resolver: resolver, servers: servers, connector: connector)
    let published = try await reader.read(domain)
    let maker = ChangeMaker(published, resolver: resolver, allowsLarge: allowsLarge)
    if flatten {
      let (change, validFor) = try await maker.flattening()
      return ChangePlan(flattening: change, validFor: validFor, published: published, timing: timing)
    }
    let change =
      if let record {
        try await maker.change(to: record)
      } else {
        try await maker.change(adding: adding, removing: removing)
      }
    return ChangePlan(change, published: published, timing: timing)
  }
}
