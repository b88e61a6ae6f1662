/// Where the links of refusals are kept: beside history, in the same database.
public protocol LinkStore: Sendable {
  /// Where it is, for messages; without a password.
  var location: String { get }

  /// Adds links; those that are there already stay as they are.
  func add(_ links: [StoredLink]) async throws(HistoryError)

  /// The link with this token; nil if there is none, or it has expired at `now`, in seconds since 1970.
  func link(_ token: String, now: Int64) async throws(HistoryError) -> StoredLink?

  /// Removes at most `portion` links that have expired at `now`, and gives the number removed.
  func removeLinks(expiredAt now: Int64, portion: Int) async throws(HistoryError) -> Int

  /// Closes; a later use opens again.
  func close() async
}
