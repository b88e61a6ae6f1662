public import SPF

/// Whose mail is not checked, besides that of ``LocalNetworks``. Names count only where DNS confirms them.
public struct Exemptions: Sendable, Hashable {
  /// Whether mail of authenticated users (`sasl_username`) is not checked: they are our own, wherever they are.
  public var authenticatedUsers = true
  /// Relays that hide the true client: our own gateways, a second MX (`Whitelist` of policyd-spf.conf).
  public var relays: [IPNetwork] = []
  /// Domains for which a client may send by their SPF records: trusted forwarders (`Domain_Whitelist`).
  public var relayDomains: [DomainName] = []
  /// HELO names whose addresses a client may have (`HELO_Whitelist`).
  public var heloNames: [DomainName] = []
  /// Domains in which the reverse name of a client may lie, if the name leads back to the client
  /// (`Domain_Whitelist_PTR`).
  public var reverseNames: [DomainName] = []
  /// The time for all questions about names (`Whitelist_Lookup_Time`).
  public var time: Duration = .seconds(10)

  /// Authenticated users only.
  public init() {}

  /// Whether DNS is needed to find out.
  var needDNS: Bool { !relayDomains.isEmpty || !heloNames.isEmpty || !reverseNames.isEmpty }
}
