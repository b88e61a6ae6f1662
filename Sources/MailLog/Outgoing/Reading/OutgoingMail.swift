internal import SPF

/// What is known of a message in the queue. Its arrays are used for one message after the other.
struct OutgoingMail: Recyclable {
  struct Traits: OptionSet {
    let rawValue: UInt8
    /// A program on this host handed it in with `sendmail`.
    static let pickedUp = Traits(rawValue: 1)
    /// The mail system made it: a bounce or a notice.
    static let notice = Traits(rawValue: 2)
    /// It came through a service that is for our own users.
    static let submission = Traits(rawValue: 4)
    /// An alias or a `.forward` file made its recipient what it is.
    static let expanded = Traits(rawValue: 8)
    /// A message with the same Message-ID and reverse-path came from outside before.
    static let seenOutside = Traits(rawValue: 16)
    /// A rejection of it is in the list.
    static let refused = Traits(rawValue: 32)
  }

  /// Tells it from another that has had the same queue id; 0 until it is needed.
  var serial: UInt64 = 0
  var traits: Traits = []
  /// The client that brought it over SMTP.
  var client: IPAddress?
  /// Where a message that was seen outside came from.
  var source: IPAddress?
  /// The authenticated user; empty if there was none.
  var user: [UInt8] = []
  /// The reverse-path; valid if `hasSender`.
  var sender: [UInt8] = []
  var hasSender = false
  /// The number of its sender domain in the survey, from 1; 0 if not known yet.
  var domain: UInt32 = 0
  /// A hash of its Message-ID; 0 if it is not known.
  var messageID: UInt64 = 0

  mutating func recycle() {
    serial = 0
    traits = []
    client = nil
    source = nil
    user.removeAll(keepingCapacity: true)
    sender.removeAll(keepingCapacity: true)
    hasSender = false
    domain = 0
    messageID = 0
  }

  /// Takes over how another message came in, of which this one is the continuation.
  mutating func continues(_ other: OutgoingMail) {
    traits.formUnion(other.traits.intersection([.pickedUp, .notice, .submission, .expanded, .seenOutside]))
    if let client = other.client { self.client = client }
    if source == nil { source = other.source }
    if !other.user.isEmpty { user = other.user }
  }
}

/// Where a message with a certain Message-ID and reverse-path came from.
struct OutsideMail: Recyclable {
  var client: IPAddress?

  mutating func recycle() { client = nil }
}
