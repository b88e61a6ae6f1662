internal import History
internal import Reporting

/// That mail of a sender did not pass just now.
struct LiveEvent: Sendable, Encodable {
  /// Its number: greater than those of the events before it.
  let id: Int
  /// When it was noticed, RFC 3339.
  let time: String
  let domain: String
  let network: String
  let results: [String]
  /// Messages since the last that was told of the sender.
  let troubled: Int
  /// Those of them that were refused or deferred.
  let refused: Int
  /// What the case was taken for; null if nobody has looked yet.
  let verdict: Nullable<String>
  /// The page of the case.
  let link: String
}
