/// The number of a text in its table, and the last hour in which it was used as far as is known.
struct KnownText: Sendable {
  let id: Int64
  var hour: Int
}
