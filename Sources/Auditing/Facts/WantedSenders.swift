internal import SPF

/// What a record does not let pass and should.
struct WantedSenders: Sendable {
  var addresses: Set<IPAddress> = []
  var includes: Set<DomainName> = []
  /// Whether there may be a record for it at all: a host's own name can say `a` instead of its addresses.
  var isHostName = false

  /// More addresses than this are no servers that were forgotten, but networks that their owner must name.
  static let mostAddresses = 64

  var isEmpty: Bool { addresses.isEmpty && includes.isEmpty }
}
