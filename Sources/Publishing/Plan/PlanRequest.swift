public import SPF

/// What `spf plan` is asked for.
public struct PlanRequest: Sendable {
  private let domain: DomainName
  private let adding: [String]
  private let removing: [String]
  private let record: String?
  private let timing: PlanTiming

  /// A plan that adds and removes terms, or that ends with `record`.
  public init(
    domain: DomainName, adding: [String], removing: [String], record: String?, timing: PlanTiming
  ) {
    self.domain = domain
    self.adding = adding
    self.removing = removing
    self.record = record
    self.timing = timing
  }

  /// Reads what is published, makes the change, and the timetable.
  public func answer(
    over resolver: any Resolver, asking: PublishedTextsReader.Asking?
  ) async throws -> ChangePlan {
    let published = try await PublishedTextsReader(resolver: resolver, asking: asking).read(domain)
    let maker = ChangeMaker(published, resolver: resolver)
    let change =
      if let record {
        try await maker.change(to: record)
      } else {
        try await maker.change(adding: adding, removing: removing)
      }
    return ChangePlan(change, published: published, timing: timing)
  }
}
