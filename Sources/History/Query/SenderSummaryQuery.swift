public import SPF

/// What is asked of all senders.
public struct SenderSummaryQuery: Sendable, Hashable {
  /// What comes first.
  public enum Order: Sendable, Hashable {
    /// Those seen last.
    case latest
    /// Those that did not pass last; only such.
    case latestTrouble
    /// Those with most refusals; only such that did not pass.
    case mostRefused
  }

  /// What comes first.
  public var order: Order
  /// Only of this domain.
  public var domain: String?
  /// Only these networks, as wide as those kept; nil for all. See ``NetworkWidths/networks(within:)``.
  public var networks: [IPNetwork]?
  /// Only those with one of these results.
  public var results: ResultSet?
  /// Only those whose hour of the order, trouble's for ``Order/mostRefused``, is in this range, counted since 1970.
  public var hours: Range<Int>
  /// The page behind this place; nil for the first.
  public var after: SenderCursor?
  /// No more than so many.
  public var limit: Int

  /// A question.
  public init(
    order: Order = .latestTrouble, domain: String? = nil, networks: [IPNetwork]? = nil,
    results: ResultSet? = nil, hours: Range<Int> = 0..<Int(Int32.max), after: SenderCursor? = nil,
    limit: Int = 50
  ) {
    self.order = order
    self.domain = domain
    self.networks = networks
    self.results = results
    self.hours = hours
    self.after = after
    self.limit = limit
  }
}
