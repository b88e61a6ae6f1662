internal import MailLog
internal import SPF

/// The rejections of one domain and address, as they are counted.
struct RejectionTally: Sendable {
  struct Key: Hashable, Sendable {
    let domain: DomainName
    let scope: Identity.Scope
    let statedAddress: IPAddress?
    /// Of the host that refused, and so of ours; nil if it is not known.
    let family: IPAddress.Family?
    /// Whether DNS did not answer the receiver: that says nothing of the record.
    let isLookup: Bool
  }

  private static let mostRelays = 5
  private static let mostRelayAddresses = 1_000

  let key: Key
  private(set) var count = 0
  private(set) var temporary = 0
  /// When each was logged, as far as that is known.
  private(set) var times: [LogTime] = []
  private(set) var relays: [String] = []
  private(set) var relayAddresses: Set<IPAddress> = []
  private(set) var latest: OutgoingRejection?
  private(set) var sender: String?
  private(set) var resend: [RejectionCase.Resend] = []
  private(set) var resendCount = 0

  init(_ key: Key) {
    self.key = key
  }

  mutating func add(_ rejection: OutgoingRejection) {
    count += 1
    if rejection.isTemporary { temporary += 1 }
    if let time = rejection.time { times.append(time) }
    if let address = rejection.relayAddress, relayAddresses.count < Self.mostRelayAddresses {
      relayAddresses.insert(address)
    }
    let relay = Printable.text(rejection.relay ?? rejection.relayAddress?.description ?? "")
    if !relay.isEmpty, relays.count < Self.mostRelays, !relays.contains(relay) { relays.append(relay) }
    latest = rejection
    if let given = rejection.sender, !given.isEmpty { sender = given }
    // What somebody else wrote is for him to send again.
    guard rejection.isLost else { return }
    resendCount += 1
    resend.append(
      .init(
        sender: Printable.text(rejection.sender ?? ""), recipient: Printable.text(rejection.recipient),
        queueID: Printable.text(rejection.queueID), time: rejection.time))
    if resend.count > RejectionCase.mostResends { resend.removeFirst() }
  }
}
