/// A record to publish, or why there is none.
enum PublicationOutcome: Sendable {
  case made(Publication)
  /// In sentences.
  case refused(String)
}
