/// What becomes of questions about names that are not in the zone files given.
enum OutsideNames {
  /// The files are all there is.
  case absent
  /// Nobody is asked, and nothing is known.
  case unknown
  /// DNS is asked.
  case asked
}
