internal import SPF

/// What is known of a queue id.
struct QueuedMail: Recyclable {
  var client: IPAddress?
  var name: String?
  var service: String?
  var user: String?
  var sender: String?
  var message: OpenMessage?
  /// What came before the SPF outcome.
  var otherResults: [OtherResult] = []

  /// Whether mail came in from another host's connection and without a user of ours.
  static func isFromOutside(_ client: IPAddress?, hasUser: Bool) -> Bool {
    guard let client, !hasUser else { return false }
    return !(client.family == .ipv4 && client.low >> 24 == 127) && !(client.high == 0 && client.low == 1)
  }

  mutating func recycle() { self = QueuedMail() }
}
