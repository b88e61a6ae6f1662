public import SPF

/// How many checks ended in one way within one span of time.
public struct ResultCount: Sendable, Hashable {
  /// The first hour of the span, counted since 1970.
  public var hour: Int
  /// Which identity was checked.
  public var scope: Identity.Scope
  /// The result.
  public var result: SPFResult
  /// What was done with the messages.
  public var action: ObservedAction
  /// The checks.
  public var count: Int

  /// A count.
  public init(hour: Int, scope: Identity.Scope, result: SPFResult, action: ObservedAction, count: Int) {
    self.hour = hour
    self.scope = scope
    self.result = result
    self.action = action
    self.count = count
  }

  /// Whether SPF is why the messages were refused or deferred.
  public var isRefusal: Bool {
    guard action == .rejected || action == .deferred else { return false }
    switch result {
    case .fail, .softfail, .permerror, .temperror: return true
    case .none, .neutral: return scope == .mailFrom
    case .pass: return false
    }
  }

  /// From the texts of identity, result and action and the numbers of hour and count; nil if one is none.
  init?(columns: [String], numbers: [Int]) {
    guard columns.count == 3, numbers.count == 2, let scope = Identity.Scope(rawValue: columns[0]),
      let result = SPFResult(rawValue: columns[1]), let action = ObservedAction(rawValue: columns[2])
    else { return nil }
    self.init(hour: numbers[0], scope: scope, result: result, action: action, count: numbers[1])
  }
}
