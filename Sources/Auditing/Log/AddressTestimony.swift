internal import MailLog
internal import SPF

/// What all receivers together say of the addresses from which our mail came to them.
///
/// A receiver that names an address which is not listed may be behind a forwarder of one of its recipients, or may
/// have seen a server of ours that nobody listed, or a new address after translation. Whoever takes the second for the
/// first loses mail, and hears nothing of it; so the first must be shown.
struct AddressTestimony: Sendable {
  /// To have mail forwarded is the doing of single recipients.
  private static let mostForwarding = 3

  private struct Account: Sendable {
    /// Where those lie that name the address.
    var networks: Set<IPAddress> = []
    /// For whom, with the first time of each. Nothing depends on more than one too many.
    var recipients: [String: LogTime?] = [:]
  }

  private struct Naming: Hashable, Sendable {
    let family: IPAddress.Family
    let hasZone: Bool
  }

  private let listed: Set<IPAddress>
  private let isComplete: Bool
  private var accounts: [IPAddress: Account] = [:]
  /// The last times at which an address of ours was named.
  private var ours: [Naming: LogTime] = [:]

  /// Of a log that lists every refusal of our mail (`isComplete`) or not; `listed` are the addresses of our hosts.
  init(listed: Set<IPAddress>, isComplete: Bool) {
    self.listed = listed
    self.isComplete = isComplete
  }

  /// Adds what `rejection`, which is about our mail, says of `address`.
  mutating func add(_ rejection: OutgoingRejection, naming address: IPAddress) {
    if listed.contains(address) {
      guard let time = rejection.time else { return }
      let naming = Naming(family: address.family, hasZone: time.hasZone)
      ours[naming] = max(ours[naming] ?? time, time)
      return
    }
    if let relay = rejection.relayAddress {
      accounts[address, default: Account()].networks.insert(relay.masked(to: relay.family == .ipv4 ? 24 : 48))
    }
    let recipient = rejection.recipient.lowercased()
    let known = accounts[address]?.recipients ?? [:]
    guard known[recipient] != nil || known.count <= Self.mostForwarding else { return }
    let times = [known[recipient] ?? nil, rejection.time].compactMap { $0 }
    accounts[address, default: Account()].recipients.updateValue(times.min(), forKey: recipient)
  }

  /// Whether `address`, which is not listed, is probably that of a forwarder: one receiver alone names it, as far as
  /// its hosts lie close together, for a few recipients, and each of these had been refused so before somebody last
  /// named an address of ours, so that ours had not given way to this one.
  func isForwarders(_ address: IPAddress) -> Bool {
    guard isComplete, let account = accounts[address], account.networks.count == 1,
      account.recipients.count <= Self.mostForwarding
    else { return false }
    let last = ours.filter { $0.key.family == address.family }.values
    return account.recipients.values.allSatisfy { first in
      first.map { first in last.contains { first.isNoLater(than: $0) } } ?? false
    }
  }
}
